import Domain
import Testing

@Suite("Grade name")
struct GradeNameTests {
    @Test(
        "What a name tells in a school of this stage",
        arguments: [
            ("七年级", .junior, 7), ("7年级", .junior, 7), ("７年级", .junior, 7), ("初一", .junior, 7), ("初三年级", .junior, 9),
            ("初中二年级", .junior, 8), ("Grade 7", .junior, 7), ("grade9", .junior, 9), (" 八 年级 ", .junior, 8),
            ("7", .junior, 7),
            ("一年级", .primary, 1), ("六年级", .primary, 6), ("小学四年级", .primary, 4), ("Grade 4", .primary, 4),
            ("高一", .senior, 10), ("高一年级", .senior, 10), ("高中三年级", .senior, 12), ("十一年级", .senior, 11),
            ("Grade 12", .senior, 12), ("高二", .vocational, 11), ("中职一年级", .vocational, 10), ("一年级", .vocational, 10),
            ("大一", .university, 1), ("三年级", .university, 3), ("大学四年级", .university, 4), ("高职二年级", .higherVocational, 2),
            ("大二", .higherVocational, 2),
        ] as [(String, SchoolStage, Int)])
    func told(name: String, stage: SchoolStage, grade: Int) {
        #expect(GradeName.grade(in: name, stage: stage) == grade)
    }

    @Test(
        "What does not tell, or belongs to another stage",
        arguments: [
            ("2026级", .junior), ("2026级", .university), ("", .junior), ("年级", .junior), ("七", .junior), ("初四", .junior),
            ("初一", .senior), ("高一", .junior), ("七年级", .primary), ("一年级", .junior), ("一年级", .senior), ("13年级", .senior),
            ("零年级", .primary), ("0", .primary), ("七年级1班", .junior), ("Grade", .junior), ("Grade 7a", .junior),
            ("高四", .senior),
            ("初", .junior), ("四年级", .vocational),
        ] as [(String, SchoolStage)])
    func untold(name: String, stage: SchoolStage) {
        #expect(GradeName.grade(in: name, stage: stage) == nil)
    }
}
