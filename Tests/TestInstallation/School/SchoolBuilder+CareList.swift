internal import SwiftProtobuf
public import XinyuAPI

extension SchoolBuilder {
    /// The ids of a class's students.
    public func students(ofClass schoolClass: String, as registrar: Visitor) async throws -> [String] {
        try await RosterServiceClient(client).listStudents(.with { $0.unitID = schoolClass }, registrar.meta)
            .students.map(\.id)
    }

    /// Proposes a student for the care list.
    ///
    /// - Returns: the entry's id.
    public func propose(_ student: String, at level: APIAttentionLevel, as counsellor: Visitor) async throws -> String {
        try await CareServiceClient(client).proposeCare(
            .with {
                $0.studentID = student
                $0.level = level
                $0.reason = "开学后情绪低落，上课走神"
            }, counsellor.meta
        ).entry.id
    }

    /// Confirms that a proposed student stands on the care list.
    public func activate(_ entry: String, at level: APIAttentionLevel, as counsellor: Visitor) async throws {
        _ = try await CareServiceClient(client).activateCareEntry(
            .with {
                $0.careEntryID = entry
                $0.level = level
                $0.reason = "面谈后确认"
                $0.evidence = .with { $0.kind = .review }
                $0.supportAdvice = "每周与班主任谈一次"
            }, counsellor.meta)
    }
}
