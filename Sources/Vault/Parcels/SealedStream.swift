internal import CSodium

/// Bytes under one key, cut into pieces that can neither be changed, swapped, left out nor cut off (libsodium's
/// secretstream, XChaCha20-Poly1305):
///
///     24 bytes     header
///     each piece   at most 65,536 bytes of plaintext and 17 more; the last one is marked as such
///
/// Each piece but the last holds 65,536 bytes of plaintext, so that no lengths are written.
enum SealedStream {
    static let keyCount = Int(crypto_secretstream_xchacha20poly1305_KEYBYTES)
    private static let headerCount = Int(crypto_secretstream_xchacha20poly1305_HEADERBYTES)
    private static let overhead = Int(crypto_secretstream_xchacha20poly1305_ABYTES)
    private static let pieceCount = 65_536

    static func seal(_ plaintext: [UInt8], with key: SecretBytes) -> [UInt8] {
        var state = crypto_secretstream_xchacha20poly1305_state()
        var sealed = [UInt8](repeating: 0, count: headerCount)
        key.withBytes { _ = crypto_secretstream_xchacha20poly1305_init_push(&state, &sealed, $0) }
        var rest = plaintext[...]
        repeat {
            let piece = Array(rest.prefix(pieceCount))
            rest = rest.dropFirst(piece.count)
            let tag = rest.isEmpty ? crypto_secretstream_xchacha20poly1305_tag_final() : 0
            var cipher = [UInt8](repeating: 0, count: piece.count + overhead)
            crypto_secretstream_xchacha20poly1305_push(
                &state, &cipher, nil, piece, UInt64(piece.count), nil, 0, tag)
            sealed += cipher
        } while !rest.isEmpty
        return sealed
    }

    /// Nothing if the key is another, or anything was changed or is missing.
    static func open(_ sealed: ArraySlice<UInt8>, with key: SecretBytes) -> [UInt8]? {
        guard sealed.count >= headerCount + overhead else { return nil }
        var state = crypto_secretstream_xchacha20poly1305_state()
        let header = Array(sealed.prefix(headerCount))
        guard key.withBytes({ crypto_secretstream_xchacha20poly1305_init_pull(&state, header, $0) }) == 0 else {
            return nil
        }
        var rest = sealed.dropFirst(headerCount)
        var plaintext: [UInt8] = []
        while true {
            let cipher = Array(rest.prefix(pieceCount + overhead))
            guard cipher.count >= overhead else { return nil }
            rest = rest.dropFirst(cipher.count)
            var piece = [UInt8](repeating: 0, count: cipher.count - overhead)
            var tag: UInt8 = 0
            let code = crypto_secretstream_xchacha20poly1305_pull(
                &state, &piece, nil, &tag, cipher, UInt64(cipher.count), nil, 0)
            guard code == 0 else { return nil }
            plaintext += piece
            let isLast = tag == crypto_secretstream_xchacha20poly1305_tag_final()
            guard isLast == rest.isEmpty else { return nil }
            if isLast { return plaintext }
        }
    }
}
