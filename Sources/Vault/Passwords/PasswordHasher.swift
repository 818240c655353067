internal import CSodium
public import Domain

/// Hashes and checks passwords with Argon2id (`crypto_pwhash_str`). It takes long by intention: call it off the loop,
/// and a few at a time, as each takes the memory of its cost.
public struct PasswordHasher: Sendable {
    /// There is not the memory that the cost asks for.
    public struct NotEnoughMemory: Error, Sendable, Equatable {}

    public let cost: HashingCost
    /// The hash of a password that nobody knows.
    public let nobody: String

    /// Costs as much as one hash.
    ///
    /// - Parameter cost: in production `HashingCost.interactive` at least.
    public init(cost: HashingCost, random: any RandomSource) throws(NotEnoughMemory) {
        Sodium.require()
        self.cost = cost
        nobody = try PasswordHasher.hash(Base64Text.encode(random.bytes(32)), cost: cost)
    }

    /// Costs nothing: with the `nobody` of an earlier one. Only as good as that one's cost.
    public init(cost: HashingCost, nobody: String) {
        Sodium.require()
        self.cost = cost
        self.nobody = nobody
    }

    /// The text to store for `password`: it holds salt and cost.
    public func hash(_ password: String) throws(NotEnoughMemory) -> String {
        try PasswordHasher.hash(password, cost: cost)
    }

    /// Whether `password` is the one that `stored` was made of.
    public func verify(_ password: String, against stored: String) -> Bool {
        let password = PasswordRule.normalise(password)
        guard password.utf8.count <= PasswordRule.mostBytes else { return false }
        return crypto_pwhash_str_verify(stored, password, UInt64(password.utf8.count)) == 0
    }

    /// Takes as long as `verify` for an account that is there, so that the time does not tell that it is not. Never
    /// true.
    public func verifyAgainstNobody(_ password: String) -> Bool {
        _ = verify(password, against: nobody)
        return false
    }

    /// Whether `stored` was made at another cost, so that the password should be hashed anew while it is at hand.
    public func needsRehash(_ stored: String) -> Bool {
        crypto_pwhash_str_needs_rehash(stored, cost.operations, cost.memory) != 0
    }

    private static func hash(_ password: String, cost: HashingCost) throws(NotEnoughMemory) -> String {
        let password = PasswordRule.normalise(password)
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let code = crypto_pwhash_str_alg(
            &text, password, UInt64(password.utf8.count), cost.operations, cost.memory, crypto_pwhash_ALG_ARGON2ID13)
        guard code == 0 else { throw NotEnoughMemory() }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
