internal import AuditLog

/// Lines of `name value` under a signature (C2SP signed note), of which the first says what it is: the form of cards,
/// manifests of parcels and receipts.
///
///     xinyu-school-card-1
///     school 0f…
///     …
///     key <vkey of the installation that signs>
///
/// Values hold no line ends. The key stands in the text, so that a note can be checked by whoever has compared its
/// fingerprint.
struct SignedText {
    let note: SignedNote
    private let values: [String: String]

    enum Failure: Error, Equatable {
        case malformed(String)
        case notSigned
    }

    /// Signs `lines` under `kind`.
    init(_ kind: String, _ lines: [(name: String, value: String)], signer: Signer) {
        var text = kind + "\n"
        for line in lines { text += "\(line.name) \(Self.line(line.value))\n" }
        text += "key \(signer.key.text)\n"
        note = SignedNote(text, signer: signer.secret, key: signer.key)
        values = Dictionary(lines.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Reads a note of `kind` and checks it with the key that stands in it; whose that is, is for the caller to know.
    init(_ kind: String, note text: String) throws(Failure) {
        let note: SignedNote
        do throws(CheckpointError) { note = try SignedNote(note: text) } catch { throw .malformed("\(error)") }
        let lines = note.text.split(separator: "\n")
        guard lines.first.map(String.init) == kind else { throw .malformed("its first line is not \(kind)") }
        var values: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, values.updateValue(String(parts[1]), forKey: String(parts[0])) == nil else {
                throw .malformed("a line is not a name and a value, or is there twice")
            }
        }
        guard let key = values["key"].flatMap({ NoteKey(text: $0) }) else { throw .malformed("it names no key") }
        do throws(CheckpointError) { try note.verify(trusted: [key]) } catch { throw .notSigned }
        self.note = note
        self.values = values
    }

    /// Without control characters, which a signed note does not hold.
    private static func line(_ value: String) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }

    subscript(name: String) -> String? { values[name] }

    func value(_ name: String) throws(Failure) -> String {
        guard let value = values[name] else { throw .malformed("\(name) is missing") }
        return value
    }

    /// Whether this key has signed it.
    func isSigned(by key: NoteKey) -> Bool { (try? note.verify(trusted: [key])) != nil }
}
