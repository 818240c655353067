/// What an instrument is told of a person beside the answers: only what norms and bands need.
public struct SheetContext: Sendable, Equatable {
    /// Who filled in the sheet.
    public enum Informant: String, Codable, Sendable, CaseIterable {
        case `self` = "SELF"
        case parent = "PARENT"
        case teacher = "TEACHER"
        case peer = "PEER"
        case clinician = "CLINICIAN"
    }

    public enum Sex: String, Codable, Sendable, CaseIterable {
        case female = "FEMALE"
        case male = "MALE"
    }

    /// The kind of school.
    public enum Stage: String, Codable, Sendable, CaseIterable {
        case primary = "PRIMARY"
        case junior = "JUNIOR"
        case senior = "SENIOR"
        case vocational = "VOCATIONAL"
        case higherVocational = "HIGHER_VOCATIONAL"
        case university = "UNIVERSITY"
    }

    public var informant: Informant
    public var sex: Sex?
    public var stage: Stage?
    /// Completed months of life on the day of the sheet.
    public var ageInMonths: Int?
    /// Year within the stage, from 1.
    public var grade: Int?
    /// Which of the manifest's forms was filled in; the first where it is left out.
    public var form: String?

    public init(
        informant: Informant = .self, sex: Sex? = nil, stage: Stage? = nil, ageInMonths: Int? = nil, grade: Int? = nil,
        form: String? = nil
    ) {
        self.informant = informant
        self.sex = sex
        self.stage = stage
        self.ageInMonths = ageInMonths
        self.grade = grade
        self.form = form
    }
}
