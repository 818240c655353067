import Domain
import Testing

@Suite("Kinds of unit and stages of schooling")
struct UnitKindTests {
    @Test("Every kind stands under its parents and under nothing else")
    func parents() throws {
        let table: [UnitKind: (parents: [UnitKind], mayBeRoot: Bool)] = [
            .province: ([], true), .city: ([.province], true), .county: ([.city], true),
            .school: ([.province, .city, .county], true), .grade: ([.school], false),
            .department: ([.school], false), .class: ([.grade, .department], false),
            .dorm: ([.school, .department], false),
        ]
        #expect(table.count == UnitKind.allCases.count)
        for child in UnitKind.allCases {
            let row = try #require(table[child])
            for parent in UnitKind.allCases {
                #expect(child.parents.contains(parent) == row.parents.contains(parent), "\(child) under \(parent)")
            }
            #expect(child.mayBeRoot == row.mayBeRoot, "\(child)")
        }
    }

    @Test("No kind stands below itself, so that a tree has no rings")
    func noRings() {
        for kind in UnitKind.allCases {
            var above = kind.parents
            for _ in UnitKind.allCases { above.formUnion(above.flatMap(\.parents)) }
            #expect(!above.contains(kind))
        }
    }

    @Test(
        "Each stage has its years, its grades and its network",
        arguments: [
            (.primary, 1...6, 1...6, false, 0), (.junior, 1...3, 7...9, false, 2), (.senior, 1...3, 10...12, false, 2),
            (.vocational, 1...3, 10...12, false, 2), (.higherVocational, 1...3, 1...3, true, 2),
            (.university, 1...5, 1...5, true, 2),
        ] as [(SchoolStage, ClosedRange<Int>, ClosedRange<Int>, Bool, Int)])
    func stages(
        stage: SchoolStage, years: ClosedRange<Int>, grades: ClosedRange<Int>, isHigher: Bool, observers: Int
    ) {
        #expect(stage.years == years)
        #expect(stage.grades == grades)
        #expect(stage.isHigherEducation == isHigher)
        #expect(stage.peerObserversPerClass == observers)
    }

    @Test("From grade 4 on everybody is assessed every year")
    func duty() {
        for stage in SchoolStage.allCases {
            for grade in stage.grades {
                let isSpared = stage == .primary && (1...3).contains(grade)
                #expect(stage.mustAssess(grade: grade) == !isSpared, "\(stage), grade \(grade)")
            }
        }
    }
}
