/// The semantic version of an instrument, as far as which of two is newer (semver.org, 11): the numbers first, then a
/// version before its release below the release, word by word. What stands behind a `+` orders nothing.
public struct InstrumentVersionNumber: Sendable, Hashable {
    private let numbers: [Int]
    /// Nothing for a release.
    private let preview: [String]

    /// Nothing unless it begins with three numbers.
    public init?(_ text: String) {
        let plain = text.prefix { $0 != "+" }
        let parts = plain.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = parts.first else { return nil }
        let fields = head.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = fields.compactMap { field in field.allSatisfy(\.isASCII) ? Int(field) : nil }
        guard fields.count >= 3, numbers.count == fields.count, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
        self.numbers = numbers
        preview = parts.count > 1 ? parts[1].split(separator: ".").map(String.init) : []
    }
}

extension InstrumentVersionNumber: Comparable {
    public static func < (left: InstrumentVersionNumber, right: InstrumentVersionNumber) -> Bool {
        let count = max(left.numbers.count, right.numbers.count)
        for index in 0..<count {
            let one = left.numbers.indices.contains(index) ? left.numbers[index] : 0
            let other = right.numbers.indices.contains(index) ? right.numbers[index] : 0
            if one != other { return one < other }
        }
        if left.preview.isEmpty || right.preview.isEmpty { return !left.preview.isEmpty && right.preview.isEmpty }
        return comesBefore(left.preview, right.preview)
    }

    private static func comesBefore(_ left: [String], _ right: [String]) -> Bool {
        for (one, other) in zip(left, right) where one != other {
            switch (Int(one), Int(other)) {
            case (let number?, let another?): return number < another
            case (nil, nil): return one < other
            case (let number, _): return number != nil
            }
        }
        return left.count < right.count
    }
}
