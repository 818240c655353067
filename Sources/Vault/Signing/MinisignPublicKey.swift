/// A public key of minisign: an Ed25519 key with a number of eight bytes.
public struct MinisignPublicKey: Sendable, Hashable {
    public let key: VerifyKey
    /// Eight bytes that tell keys apart; not a secret, not a hash.
    public let number: [UInt8]

    /// - Parameter number: eight bytes.
    init(key: VerifyKey, number: [UInt8]) {
        self.key = key
        self.number = number
    }

    /// Reads a `.pub` file, or its second line alone.
    ///
    /// - Throws: `MinisignError.malformedKey`.
    public init(text: String) throws(MinisignError) {
        let lines = MinisignText.lines(text)
        guard let line = lines.last, lines.count == 1 || lines.count == 2 && MinisignText.isComment(lines[0]) else {
            throw .malformedKey("it has not one comment and one key")
        }
        guard let bytes = Base64Text.decode(line) else { throw .malformedKey("the key is not base64") }
        guard bytes.count == 42 else { throw .malformedKey("the key has \(bytes.count) bytes, not 42") }
        guard bytes.starts(with: Array("Ed".utf8)) else { throw .malformedKey("its algorithm is not Ed25519") }
        number = Array(bytes[2..<10])
        key = VerifyKey(unchecked: Array(bytes[10...]))
    }

    /// The text of a `.pub` file.
    public var text: String {
        "untrusted comment: minisign public key \(MinisignText.name(number))\n"
            + Base64Text.encode(Array("Ed".utf8) + number + key.bytes) + "\n"
    }

    /// Checks that `signature` was made over `message` with this key, and its trusted comment, too.
    ///
    /// - Throws: `MinisignError` `.signedByAnother`, `.wrongSignature` or `.wrongTrustedComment`.
    public func verify(_ signature: MinisignSignature, over message: [UInt8]) throws(MinisignError) {
        guard signature.number == number else {
            throw .signedByAnother(
                expected: MinisignText.name(number), found: MinisignText.name(signature.number))
        }
        guard key.isValid(signature.bytes, for: signature.algorithm.signedBytes(of: message)) else {
            throw .wrongSignature
        }
        guard key.isValid(signature.globalBytes, for: signature.bytes + Array(signature.trustedComment.utf8)) else {
            throw .wrongTrustedComment
        }
    }
}
