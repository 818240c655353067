public import Access
public import Domain
internal import Foundation
public import Services

/// What an institution has settled, as data: the files of the folder `rules`. Read at start and again at SIGHUP.
public struct InstallationRules: Sendable {
    public let policy: Policy
    public let screening: ScreeningRules
    public let feedback: SubmissionFeedback
    public let network: NetworkRules
    public let validity: ValidityRules
    public let levels: LevelProfile
    public let licences: HeldLicences
    public let consultations: ConsultationRules
    public let referrals: ReferralRules
    public let counselling: CounsellingRules
    public let mentoring: MentoringRequirements
    public let crisis: CrisisRules
    public let trauma: TraumaRules
    public let care: CareRules
    public let retention: RetentionRules
    public let archive: ArchiveRules

    /// Reads each file: all of them hold, or none is taken.
    ///
    /// - Parameter zone: how far the school's clocks are ahead of UTC.
    public init(folder: String, zone: Duration) throws(RulesError) {
        policy = try Self.read("policy.json", in: folder) { try Policy(json: $0) }
        let warnings: WarningRules = try Self.decode("warnings.json", in: folder, finding: \.findings.first)
        let deadlines: WarningDeadlines = try Self.decode("deadlines.json", in: folder, finding: \.finding)
        screening = ScreeningRules(warnings: warnings, deadlines: deadlines, zone: zone)
        network = try Self.decode("network.json", in: folder, finding: \.findings.first)
        feedback = try Self.read("feedback.json", in: folder) { try SubmissionFeedback(json: $0) }
        validity = try Self.decode("validity.json", in: folder)
        levels = try Self.decode("levels.json", in: folder) { (profile: LevelProfile) in try profile.check() }
        licences = try Self.decode("licences.json", in: folder) { (licences: HeldLicences) in try licences.check() }
        consultations = try Self.decode("consultations.json", in: folder, finding: \.finding)
        referrals = try Self.decode("referrals.json", in: folder, finding: \.finding)
        counselling = try Self.decode("counselling.json", in: folder, finding: \.finding)
        mentoring = try Self.decode(
            "mentoring.json", in: folder,
            finding: { (requirements: MentoringRequirements) in
                requirements.finding.map { "\($0.field) \($0.description)" }
            })
        crisis = try Self.decode("crisis.json", in: folder)
        trauma = try Self.decode("trauma.json", in: folder)
        archive = try Self.decode("archive.json", in: folder, finding: \.finding)
        care = try Self.decode("care.json", in: folder) { (rules: CareRules) in try rules.check() }
        retention = try Self.decode("retention.json", in: folder, finding: \.finding)
    }

    /// - Parameter finding: what is wrong with rules that are of the right form.
    private static func decode<Rules: Decodable>(
        _ name: String, in folder: String, finding: (Rules) -> String?
    ) throws(RulesError) -> Rules {
        try decode(name, in: folder) { (rules: Rules) in
            if let finding = finding(rules) { throw RulesShapeError(description: finding) }
        }
    }

    private static func decode<Rules: Decodable>(
        _ name: String, in folder: String, check: (Rules) throws -> Void = { _ in }
    ) throws(RulesError) -> Rules {
        try read(name, in: folder) { json in
            do {
                let rules = try JSONDecoder().decode(Rules.self, from: Data(json))
                try check(rules)
                return rules
            } catch let error as DecodingError {
                throw RulesShapeError(description: error.place)
            }
        }
    }

    private static func read<Rules>(
        _ name: String, in folder: String, _ make: ([UInt8]) throws -> Rules
    ) throws(RulesError) -> Rules {
        let path = folder + "/" + name
        guard let data = FileManager.default.contents(atPath: path) else { throw .fileMissing(path: path) }
        do {
            return try make(Array(data))
        } catch {
            throw .refused(path: path, reason: "\(error)")
        }
    }
}

private struct RulesShapeError: Error, CustomStringConvertible {
    let description: String
}

extension DecodingError {
    /// Where in the file, and what is wanted there.
    fileprivate var place: String {
        let (context, what) =
            switch self {
            case .keyNotFound(let key, let context): (context, "\(key.stringValue) is missing")
            case .typeMismatch(let type, let context): (context, "a \(type) is wanted")
            case .valueNotFound(let type, let context): (context, "a \(type) is wanted, and there is nothing")
            case .dataCorrupted(let context): (context, "this is not one of the values that can be here")
            @unknown default:
                (Context(codingPath: [], debugDescription: ""), "the form is not that of the shipped file")
            }
        let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? "." + $0.stringValue }.joined()
        return path.isEmpty ? what : "\(path.trimmingPrefix(".")): \(what)"
    }
}
