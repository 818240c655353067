/// What a school has settled about its archives: configuration (`config/rules/archive.json`). No statute fixes these
/// figures; 未成年人网络保护条例 art. 34 and PIPL art. 6 ask for no more than is needed.
public struct ArchiveRules: Sendable, Hashable, Codable {
    /// What files an archive takes.
    public struct Attachments: Sendable, Hashable, Codable {
        /// Bytes of one.
        public let mostBytes: Int
        /// How many a student has, and their bytes together; those that are withdrawn do not count.
        public let mostOfStudent: Int
        public let mostBytesOfStudent: Int
        public let types: [AttachmentType]
        /// How long an upload may take from its beginning; after that it is forgotten.
        public let unfinishedFor: TimeSpan

        public init(
            mostBytes: Int, mostOfStudent: Int, mostBytesOfStudent: Int, types: [AttachmentType],
            unfinishedFor: TimeSpan
        ) {
            self.mostBytes = mostBytes
            self.mostOfStudent = mostOfStudent
            self.mostBytesOfStudent = mostBytesOfStudent
            self.types = types
            self.unfinishedFor = unfinishedFor
        }

        /// Why a file of this size is not taken by a student who has so much; nothing when it is.
        public func finding(bytes: Int, having count: Int, _ sum: Int) -> AttachmentFinding? {
            if bytes < 1 { return .empty }
            if bytes > mostBytes { return .tooLarge(most: mostBytes) }
            if count >= mostOfStudent { return .tooMany(most: mostOfStudent) }
            if sum + bytes > mostBytesOfStudent { return .tooMuch(most: mostBytesOfStudent) }
            return nil
        }
    }

    public let attachments: Attachments

    public init(attachments: Attachments) { self.attachments = attachments }

    /// As `config/rules/archive.json` ships them.
    public static let shipped = ArchiveRules(
        attachments: Attachments(
            mostBytes: 10 << 20, mostOfStudent: 100, mostBytesOfStudent: 200 << 20, types: AttachmentType.allCases,
            unfinishedFor: TimeSpan(.seconds(86_400))))

    /// 64 MiB: a file is checked as a whole in memory.
    private static let largest = 64 << 20

    /// What keeps the file from being used; nothing when it holds.
    public var finding: String? {
        if !(1...Self.largest).contains(attachments.mostBytes) {
            return "attachments.mostBytes must be 1 to \(Self.largest)"
        }
        if !(1...10_000).contains(attachments.mostOfStudent) { return "attachments.mostOfStudent must be 1 to 10000" }
        if attachments.mostBytesOfStudent < attachments.mostBytes || attachments.mostBytesOfStudent > 16 << 30 {
            return "attachments.mostBytesOfStudent must be from mostBytes to \(16 << 30)"
        }
        if attachments.types.isEmpty || Set(attachments.types).count != attachments.types.count {
            return "attachments.types must name at least one type, and each once"
        }
        return nil
    }
}

/// Why a file is not taken before it comes.
public enum AttachmentFinding: Sendable, Hashable {
    case empty
    case tooLarge(most: Int)
    case tooMany(most: Int)
    case tooMuch(most: Int)
}
