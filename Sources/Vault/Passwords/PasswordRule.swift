internal import Foundation

/// What a password must be. The rule is about length alone: rules about kinds of characters make passwords worse
/// (NIST SP 800-63B, 5.1.1.2).
public enum PasswordRule {
    public enum Violation: Error, Sendable, Equatable {
        case tooShort(leastCharacters: Int)
        case tooLong(mostBytes: Int)
        case isLoginName
    }

    public static let leastCharacters = 10
    public static let mostBytes = 1_024

    /// - Throws: the first rule that `password` breaks.
    public static func check(_ password: String, loginName: String) throws(Violation) {
        guard password.utf8.count <= mostBytes else { throw .tooLong(mostBytes: mostBytes) }
        let password = normalise(password)
        guard password.count >= leastCharacters else { throw .tooShort(leastCharacters: leastCharacters) }
        let names = BlindIndexField.loginName
        guard names.normalise(password) != names.normalise(loginName) else { throw .isLoginName }
    }

    /// NFC, so that a password is the same from every keyboard (RFC 8265, OpaqueString).
    static func normalise(_ password: String) -> String { password.precomposedStringWithCanonicalMapping }
}

extension PasswordRule.Violation: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooShort(let least): "a password has at least \(least) characters"
        case .tooLong(let most): "a password has at most \(most) bytes"
        case .isLoginName: "the password must not be the login name"
        }
    }
}
