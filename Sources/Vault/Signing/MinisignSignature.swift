/// A signature file of minisign, of both kinds.
public struct MinisignSignature: Sendable, Hashable {
    /// What was signed.
    public enum Algorithm: String, Sendable {
        /// The file itself.
        case whole = "Ed"
        /// BLAKE2b-512 of the file: what minisign makes today.
        case hashed = "ED"

        func signedBytes(of message: [UInt8]) -> [UInt8] {
            switch self {
            case .whole: message
            case .hashed: BLAKE2b.hash(message, count: 64)
            }
        }
    }

    public let algorithm: Algorithm
    /// The number of the key that made it.
    public let number: [UInt8]
    /// Signed together with the signature. To be trusted only after `MinisignPublicKey.verify`.
    public let trustedComment: String
    let bytes: [UInt8]
    /// The signature over `bytes` and the trusted comment.
    let globalBytes: [UInt8]

    private static let trustedPrefix = "trusted comment: "

    /// Reads a `.minisig` file.
    ///
    /// - Throws: `MinisignError.malformedSignature`.
    public init(text: String) throws(MinisignError) {
        let lines = MinisignText.lines(text)
        guard lines.count == 4 else { throw .malformedSignature("it has \(lines.count) lines, not four") }
        guard MinisignText.isComment(lines[0]) else { throw .malformedSignature("it does not begin with a comment") }
        guard let signature = Base64Text.decode(lines[1]), signature.count == 74 else {
            throw .malformedSignature("the second line is not a signature of 74 bytes in base64")
        }
        guard let algorithm = Algorithm(rawValue: String(decoding: signature[0..<2], as: UTF8.self)) else {
            throw .malformedSignature("its algorithm is neither Ed nor ED")
        }
        guard lines[2].hasPrefix(MinisignSignature.trustedPrefix) else {
            throw .malformedSignature("the third line is not a trusted comment")
        }
        guard let global = Base64Text.decode(lines[3]), global.count == VerifyKey.signatureCount else {
            throw .malformedSignature("the fourth line is not a signature of 64 bytes in base64")
        }
        self.algorithm = algorithm
        number = Array(signature[2..<10])
        bytes = Array(signature[10...])
        trustedComment = String(lines[2].dropFirst(MinisignSignature.trustedPrefix.count))
        globalBytes = global
    }

    init(algorithm: Algorithm, number: [UInt8], bytes: [UInt8], trustedComment: String, globalBytes: [UInt8]) {
        self.algorithm = algorithm
        self.number = number
        self.bytes = bytes
        self.trustedComment = trustedComment
        self.globalBytes = globalBytes
    }

    /// The text of a `.minisig` file.
    public var text: String {
        "untrusted comment: signature from xinyu\n"
            + Base64Text.encode(Array(algorithm.rawValue.utf8) + number + bytes) + "\n"
            + MinisignSignature.trustedPrefix + trustedComment + "\n"
            + Base64Text.encode(globalBytes) + "\n"
    }
}

enum MinisignText {
    /// The lines without their ends; an empty one at the end is left out.
    static func lines(_ text: String) -> [Substring] {
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    static func isComment(_ line: Substring) -> Bool { line.hasPrefix("untrusted comment:") }

    /// The number of a key as minisign prints it: as one number, whose bytes are stored least significant first.
    static func name(_ number: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(
            decoding: number.reversed().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
