/// What kind of file an attachment may be. A type is known by what the file holds: its beginning, and where the format
/// has one, its end; a file that is called something else, or is cut off, is none.
public enum AttachmentType: String, Sendable, CaseIterable, Codable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case pdf = "application/pdf"
    /// UTF-8 without control characters other than line ends and tabs.
    case text = "text/plain"

    private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// The chunk that a PNG ends with: no data, IEND, its checksum.
    private static let pngEnd: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
    /// Readers look for the mark of the end in so many last bytes.
    private static let pdfTail = 1_024

    /// Whether `bytes` are a file of this type.
    public func matches(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .jpeg:
            bytes.count >= 4 && bytes.starts(with: [0xFF, 0xD8, 0xFF]) && bytes.suffix(2).elementsEqual([0xFF, 0xD9])
        case .png:
            bytes.count >= 57 && bytes.starts(with: Self.pngSignature)
                && bytes[12..<16].elementsEqual("IHDR".utf8) && bytes.suffix(12).elementsEqual(Self.pngEnd)
        case .pdf:
            bytes.starts(with: "%PDF-".utf8) && bytes.suffix(Self.pdfTail).contains(Array("%%EOF".utf8))
        case .text: Self.isText(bytes)
        }
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        guard !bytes.isEmpty, String(validating: bytes, as: UTF8.self) != nil else { return false }
        return bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }
}
