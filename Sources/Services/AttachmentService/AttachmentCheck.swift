internal import Domain
internal import JSONRPC
internal import Vault

/// Whether a file that has come is the one that was meant.
struct AttachmentCheck {
    private let type: AttachmentType
    private let digest: FileDigest

    init(_ type: AttachmentType, _ digest: FileDigest) {
        self.type = type
        self.digest = digest
    }

    /// - Throws: `INVALID_ARGUMENT` for another digest, `FAILED_PRECONDITION` for a file of another type.
    func check(_ bytes: [UInt8]) throws(RPCError) {
        guard SHA256Digest(of: bytes) == digest.value else {
            throw .invalidArgument(field: "sha256", description: "is not that of the bytes that came; send them again")
        }
        guard type.matches(bytes) else {
            throw .failedPrecondition("the file is not of the type \(type.rawValue), or is cut off")
        }
    }
}

/// A SHA-256 that a caller gives, in hexadecimal digits.
struct FileDigest: Sendable {
    let value: SHA256Digest

    init(_ text: String, field: String) throws(RPCError) {
        let digits = text.utf8.map { digit -> UInt8? in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        let known = digits.compactMap(\.self)
        guard known.count == 2 * SHA256Digest.byteCount, known.count == digits.count,
            let value = SHA256Digest(
                bytes: stride(from: 0, to: known.count, by: 2).map { known[$0] << 4 | known[$0 + 1] })
        else { throw .invalidArgument(field: field, description: "must be 64 lowercase hexadecimal digits") }
        self.value = value
    }

    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
