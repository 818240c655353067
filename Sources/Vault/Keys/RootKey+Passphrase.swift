internal import CSodium
public import Domain

/// What turns a passphrase into a root key, beside the passphrase. Stored beside the database; not secret.
public struct PassphraseParameters: Sendable, Hashable {
    let salt: [UInt8]
    let cost: HashingCost

    /// New parameters, with a salt from `random`.
    public init(cost: HashingCost, random: any RandomSource) {
        self.cost = cost
        salt = random.bytes(Int(crypto_pwhash_SALTBYTES))
    }

    /// `xinyu-passphrase-1 argon2id <operations> <memory in bytes> <salt> <checksum>`, salt and checksum in base64url.
    public var text: String {
        let body = PassphraseParameters.body(cost, Base64Text.encode(salt, .urlSafe))
        return body + " " + PassphraseParameters.checksum(of: body)
    }

    /// Reads what `text` writes.
    ///
    /// - Throws: `KeyFileError.badPassphraseParameters`, also for limits above 4 GiB or 64 passes: a changed line must
    ///   not hold up the machine.
    public init(text: String) throws(KeyFileError) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, let operations = UInt64(parts[2]), let memory = Int(parts[3]),
            let salt = Base64Text.decode(parts[4], .urlSafe), salt.count == Int(crypto_pwhash_SALTBYTES),
            let cost = HashingCost(operations: operations, memory: memory),
            parts.dropLast().joined(separator: " ") == PassphraseParameters.body(cost, String(parts[4])),
            parts[5] == PassphraseParameters.checksum(of: PassphraseParameters.body(cost, String(parts[4])))
        else { throw .badPassphraseParameters }
        self.salt = salt
        self.cost = cost
    }

    private static func body(_ cost: HashingCost, _ salt: String) -> String {
        "xinyu-passphrase-1 argon2id \(cost.operations) \(cost.memory) \(salt)"
    }

    private static func checksum(of body: String) -> String {
        Base64Text.encode(Array(BLAKE2b.hash(Array(body.utf8)).prefix(6)), .urlSafe)
    }
}

extension RootKey {
    /// The key that Argon2id makes of `passphrase`. Any passphrase makes some key; whether it is the right one shows
    /// when the ring is opened.
    ///
    /// - Throws: `KeyFileError.notEnoughMemory`.
    public static func derive(
        from passphrase: SecretBytes, with parameters: PassphraseParameters
    ) throws(KeyFileError) -> RootKey {
        var code: Int32 = -1
        let secret = SecretBytes(count: KeyWrap.keyCount, in: .guarded) { target in
            passphrase.withBytes { bytes in
                bytes.withMemoryRebound(to: CChar.self, capacity: passphrase.count) { text in
                    code = crypto_pwhash(
                        target, UInt64(KeyWrap.keyCount), text, UInt64(passphrase.count), parameters.salt,
                        parameters.cost.operations, parameters.cost.memory, crypto_pwhash_ALG_ARGON2ID13)
                }
            }
        }
        guard code == 0 else { throw .notEnoughMemory(bytes: parameters.cost.memory) }
        return RootKey(secret)
    }
}
