internal import CSodium

/// Comparison that does not tell by its duration where two values differ.
public enum ConstantTime {
    /// Whether both hold the same bytes. The lengths are not secret: if they differ, the answer is no at once.
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && sodium_memcmp(left, right, left.count) == 0
    }
}
