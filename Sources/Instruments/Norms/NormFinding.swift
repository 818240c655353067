public import Domain

/// Something about a norm file: where, and what to do.
public struct NormFinding: Sendable, Equatable, CustomStringConvertible {
    /// As `$.tables[0].cells[2].mean`, or `signature`.
    public let path: String
    public let message: LocalText

    public init(_ path: String, _ message: String, zh chinese: String) {
        self.path = path
        self.message = LocalText(chinese, message)
    }

    init(_ finding: ManifestFinding) { self.init(finding.path, finding.message, zh: finding.chinese) }

    public var description: String { "\(path): \(message.english)" }
}

/// Norms that cannot be used.
public struct NormError: Error, Sendable, Equatable {
    public let findings: [NormFinding]
}

/// Collects them.
struct NormFindings {
    private(set) var all: [NormFinding] = []

    mutating func expect(
        _ holds: Bool, _ path: String, _ message: @autoclosure () -> String, zh chinese: @autoclosure () -> String
    ) {
        // A file that is wrong everywhere is told so once, not a thousand times.
        if !holds && all.count < 50 { all.append(NormFinding(path, message(), zh: chinese())) }
    }

    mutating func expectText(_ text: Manifest.Text, _ path: String) {
        expect(
            !text.isEmpty
                && text.allSatisfy { (1...16).contains($0.key.utf8.count) && (1...8_192).contains($0.value.utf8.count) },
            path, "has no text, a language that is not a tag as en or zh, or a text that is empty or over 8 KiB",
            zh: "没有文字，语言标记不是 en、zh 一类，或文字为空、超过 8 KiB")
    }
}
