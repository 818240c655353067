internal import CSodium

/// The bytes of a value sealed for one place:
///
///     version (1, = 1) ‖ key term (4, most significant first) ‖
///     nonce (24) ‖ key commitment (32) ‖ ciphertext ‖ tag (16)
///
/// The key is the owner's of that term; how encryption and commitment come from it is told at `CommittingCipher`, with
/// the domain `xinyu sealed value 1`. The additional data are version and term as above, then table, column, row and
/// owner, each preceded by its length as eight bytes, most significant first.
///
/// The plaintext is always padded to a multiple of 16 bytes: one byte 0x80, then as many zeros as it takes (ISO/IEC
/// 7816-4; a full step is added where the text already fills one). A name of up to five Chinese characters, or a
/// number of up to fifteen digits, thus always makes one step, and the size of a stored value does not tell it apart.
public enum SealedValue {
    static let domain = "xinyu sealed value 1"
    static let version: UInt8 = 1
    static let step = 16
    /// Bytes of the smallest sealed value.
    static let minimumCount = Header.count + CommittingCipher.overhead + step

    /// Version and term.
    struct Header {
        static let count = 5

        let term: UInt32

        func write(to rest: inout Slice<UnsafeMutableRawBufferPointer>) {
            let start = rest.startIndex
            rest[start] = SealedValue.version
            for byte in 0..<4 { rest[start + 1 + byte] = UInt8(truncatingIfNeeded: term >> (24 - 8 * byte)) }
            rest = rest.dropFirst(Header.count)
        }
    }

    /// The key term that `sealed` was made under, without opening it.
    ///
    /// - Throws: `VaultError.notASealedValue` if it is too short, or of another version.
    public static func term(of sealed: [UInt8]) throws(VaultError) -> UInt32 {
        let texts = sealed.count - Header.count - CommittingCipher.overhead
        guard sealed.count >= minimumCount, sealed[0] == version, texts % step == 0 else { throw .notASealedValue }
        return sealed[1..<Header.count].reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func seal(
        _ plaintext: [UInt8], at place: SealedPlace, term: UInt32, nonce: [UInt8], with cipher: CommittingCipher
    ) -> [UInt8] {
        let header = Header(term: term)
        let padded = (plaintext.count / step + 1) * step
        let count = Header.count + CommittingCipher.overhead + padded
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            // The buffer may be longer than asked for.
            let whole = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count])
            var rest = whole[...]
            header.write(to: &rest)
            let text = UnsafeMutableRawBufferPointer(
                rebasing: rest.dropFirst(CommittingCipher.headerCount).prefix(padded))
            plaintext.withUnsafeBytes(text.copyMemory(from:))
            text[plaintext.count] = 0x80
            for index in plaintext.count + 1..<padded { text[index] = 0 }
            place.withAdditionalData(header: header) { additional in
                cipher.seal(
                    inPlace: UnsafeMutableRawBufferPointer(rebasing: rest).assumingMemoryBound(to: UInt8.self),
                    nonce: nonce, additional: additional)
            }
            initialized = count
        }
    }

    static func open(
        _ sealed: [UInt8], at place: SealedPlace, term: UInt32, with cipher: CommittingCipher
    ) throws(VaultError) -> [UInt8] {
        let termOfValue = try self.term(of: sealed)
        guard termOfValue == term else { throw .wrongTerm(ofValue: termOfValue, ofKey: term) }
        var outcome = CommittingCipher.Outcome.damaged
        let padded = sealed.count - Header.count - CommittingCipher.overhead
        let plaintext = [UInt8](unsafeUninitializedCapacity: padded) { buffer, initialized in
            outcome = sealed.withUnsafeBufferPointer { sealed in
                place.withAdditionalData(header: Header(term: term)) { additional in
                    cipher.open(
                        UnsafeBufferPointer(rebasing: sealed.dropFirst(Header.count)), into: buffer.baseAddress,
                        additional: additional)
                }
            }
            guard case .opened = outcome else { return }
            guard let start = buffer.baseAddress, sodium_unpad(&initialized, start, padded, step) == 0 else {
                // Not ours to read: we pad what we seal.
                outcome = .damaged
                initialized = 0
                return
            }
        }
        switch outcome {
        case .opened: return plaintext
        case .otherKey: throw .wrongKey
        case .damaged: throw .sealedValueDamaged
        }
    }
}
