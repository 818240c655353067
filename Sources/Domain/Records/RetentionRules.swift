/// How long what stands in an archive is kept after its student has left (`config/rules/retention.json`).
///
/// 个人信息保护法 19: as short as the purpose allows. No statute names a time for a school's psychological archive;
/// the shipped figures follow the limitation of claims (民法典 188: three years; 191: for sexual assault of a minor from
/// the age of eighteen), so that nothing is gone that a claim would need. 精神卫生法 47 (thirty years) binds hospitals.
public struct RetentionRules: Sendable, Hashable, Codable {
    public static let mostYears = 50

    /// Where the figures come from, in the words of who settled them.
    public let source: String
    /// Whole years after leaving, one figure for each topic.
    public let yearsAfterLeaving: [String: Int]
    /// Days that the copy stays which a transferred student leaves behind, from the receipt on.
    public let transferredCopyDays: Int

    public init(source: String, yearsAfterLeaving: [ArchiveTopic: Int], transferredCopyDays: Int) {
        self.source = source
        self.yearsAfterLeaving = Dictionary(
            uniqueKeysWithValues: yearsAfterLeaving.map { ($0.key.rawValue, $0.value) })
        self.transferredCopyDays = transferredCopyDays
    }

    public func years(_ topic: ArchiveTopic) -> Int { yearsAfterLeaving[topic.rawValue] ?? Self.mostYears }

    /// What is wrong with the rules.
    public var finding: String? {
        if source.isEmpty { return "source must say where the figures come from" }
        for topic in ArchiveTopic.allCases {
            guard let years = yearsAfterLeaving[topic.rawValue] else {
                return "yearsAfterLeaving.\(topic.rawValue) is missing"
            }
            guard (0...Self.mostYears).contains(years) else {
                return "yearsAfterLeaving.\(topic.rawValue) is a number of years from 0 to \(Self.mostYears)"
            }
        }
        if let unknown = yearsAfterLeaving.keys.filter({ ArchiveTopic(rawValue: $0) == nil }).min() {
            return "yearsAfterLeaving.\(unknown) is no topic of an archive"
        }
        guard (1...3_660).contains(transferredCopyDays) else { return "transferredCopyDays is from 1 to 3660" }
        return nil
    }
}
