internal import Foundation

/// What can be looked up by a blind index. Nothing with few values may be added (sex, grade, a yes or no): an index of
/// those tells the value by counting.
public enum BlindIndexField: String, Sendable, CaseIterable {
    case studentNumber = "student-number"
    case nationalID = "national-id"
    case fullName = "full-name"
    case loginName = "login-name"

    /// The one form of all ways to write the same value.
    ///
    /// NFKC, which also makes ASCII of full-width digits and letters, and no white space at either end. Then, by field:
    /// - student number and full name: nothing for letters; in a name, the dots that stand between the parts of
    ///   transcribed names (`‧`, `•`, `∙`, `・`) become `·`, and white space inside becomes one space;
    /// - national id: capital letters (its check digit may be `x`);
    /// - login name: small letters, then NFKC once more.
    public func normalise(_ text: String) -> String {
        let plain = text.precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespacesAndNewlines)
        switch self {
        case .studentNumber:
            return plain
        case .nationalID:
            return plain.uppercased()
        case .fullName:
            let dots: Set<Unicode.Scalar> = ["\u{2022}", "\u{2027}", "\u{2219}", "\u{30FB}"]
            var scalars = String.UnicodeScalarView()
            for scalar in plain.unicodeScalars { scalars.append(dots.contains(scalar) ? "\u{B7}" : scalar) }
            return String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        case .loginName:
            return plain.lowercased().precomposedStringWithCompatibilityMapping
        }
    }
}
