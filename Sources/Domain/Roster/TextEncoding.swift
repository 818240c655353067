/// In which encoding a text file is written.
public enum TextEncoding: Sendable, Hashable, CaseIterable {
    case utf8
    /// What Chinese editions of spreadsheets save; holds GBK and GB 2312.
    case gb18030
}
