/// Finds the member of a JSON object for which it does not decode, by trying each member alone, then what is in it.
///
/// Only walked when a request has failed already. What a search may cost is limited, since the caller chooses how many
/// members there are and how long; a place that it does not reach is named by the member around it.
struct FaultLocator {
    static let mostTrials = 256
    /// Bytes of all trials together.
    static let mostBytes = 1 << 18
    /// A name that nobody chose for a field is cut, so that an error is no place to keep text.
    static let longestName = 64

    private let text: [UInt8]

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// The path of the fault, as `page.size` or `values[3]`; nothing if it is not within one member.
    func faultyPath(fails: ([UInt8]) -> Bool) -> String? {
        var trials = Self.mostTrials
        var bytes = Self.mostBytes
        var path: String?
        // What stands around the part that is looked at, so that a trial is a whole request again.
        var before: [UInt8] = []
        var after: [UInt8] = []
        var part = text[...]
        while let parts = JSONParts(part) {
            let open = UInt8(ascii: parts.isObject ? "{" : "[")
            let close = UInt8(ascii: parts.isObject ? "}" : "]")
            var found: JSONParts.Part?
            for candidate in parts.parts {
                trials -= 1
                bytes -= before.count + candidate.whole.count + after.count + 2
                guard trials >= 0, bytes >= 0 else { return path }
                if fails(before + [open] + text[candidate.whole] + [close] + after) {
                    found = candidate
                    break
                }
            }
            guard let found else { break }
            path = (path ?? "") + step(found, isFirst: path == nil)
            before += [open] + text[found.whole.lowerBound..<found.value.lowerBound]
            after = [close] + after
            part = text[found.value]
        }
        return path
    }

    private func step(_ part: JSONParts.Part, isFirst: Bool) -> String {
        guard let key = part.key else { return "[\(part.index)]" }
        let name = Self.shortened(String(decoding: text[key], as: UTF8.self))
        return isFirst ? name : "." + name
    }

    static func shortened(_ name: String) -> String {
        name.count <= longestName ? name : name.prefix(longestName) + "…"
    }
}
