/// One text in the two languages that the system speaks.
public struct LocalText: Hashable, Sendable, Codable {
    /// 中文
    public let chinese: String
    public let english: String

    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    private enum CodingKeys: String, CodingKey {
        case chinese = "zh"
        case english = "en"
    }
}
