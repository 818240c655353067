internal import Domain
internal import Vault

extension AccessStatement {
    /// Why a statement is not believed.
    public enum Failure: Error, Sendable, Equatable {
        case malformed(line: Int)
        /// The key in the statement is none of those that are trusted.
        case untrusted
        case checkpoint(CheckpointError)
        /// The record is not the one that stands in the signed tree at this place, or not of this person.
        case wrongRecord(at: UInt64)
        /// The records are not in order, or one is there twice.
        case outOfOrder(at: UInt64)
        case cutShort
    }

    /// Reads what `text` writes.
    ///
    /// - Throws: `Failure.malformed` or `.cutShort`.
    public init(text: String) throws(Failure) {
        var reader = StatementReader(text)
        let origin = try reader.value(of: Self.version)
        guard let subject = Identifier(try reader.value(of: "subject")),
            let key = NoteKey(text: try reader.value(of: "key"))
        else { throw .malformed(line: reader.line) }
        var actors: [Identifier: String] = [:]
        while let actor = reader.optionalValue(of: "actor") {
            let parts = actor.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let id = Identifier(parts[0]) else { throw .malformed(line: reader.line) }
            actors[id] = String(parts[1])
        }
        var entries: [Entry] = []
        while let record = reader.optionalValue(of: "record") {
            let (index, canonical) = try reader.numbered(record)
            let (same, hashes) = try reader.numbered(try reader.value(of: "proof"))
            guard same == index, hashes.count.isMultiple(of: SHA256Digest.byteCount) else {
                throw .malformed(line: reader.line)
            }
            let path = stride(from: 0, to: hashes.count, by: SHA256Digest.byteCount).compactMap {
                SHA256Digest(bytes: hashes[$0..<$0 + SHA256Digest.byteCount])
            }
            entries.append(Entry(index: index, canonical: canonical, path: path))
        }
        guard let count = Int(try reader.value(of: "checkpoint")) else { throw .malformed(line: reader.line) }
        let note = try reader.note(lines: count)
        guard try reader.value(of: "end") == String(entries.count), reader.isAtEnd else { throw .cutShort }
        self.init(
            origin: origin, subject: subject, key: key, actors: actors, entries: entries, checkpoint: note)
    }

    /// Checks that each record stands in the tree that a trusted key has signed, and is of the subject.
    ///
    /// - Returns: the records in order, and how far the log was.
    public func verify(trusted: [NoteKey]) throws(Failure) -> (records: [AuditRecord], checkpoint: Checkpoint) {
        guard trusted.contains(key) else { throw .untrusted }
        let signed: Checkpoint
        do throws(CheckpointError) {
            signed = try Checkpoint(checkpoint, origin: origin, trusted: [key])
        } catch {
            throw .checkpoint(error)
        }
        var records: [AuditRecord] = []
        for entry in entries {
            if let last = records.last, last.index >= entry.index { throw .outOfOrder(at: entry.index) }
            let proof = InclusionProof(index: entry.index, size: signed.size, path: entry.path)
            guard let record = try? AuditRecord(canonical: entry.canonical), record.index == entry.index,
                record.subject.id == subject,
                proof.holds(leaf: AuditRecord.leafHash(ofCanonical: entry.canonical), root: signed.root)
            else { throw .wrongRecord(at: entry.index) }
            records.append(record)
        }
        return (records, signed)
    }

    /// The places of records of the subject in an exported log that are missing here: none if the statement is complete.
    /// The log itself is checked by `LogVerifier`.
    public func missing(fromExport text: String, upTo size: UInt64) -> [UInt64] {
        let known = Set(entries.map(\.index))
        var missing: [UInt64] = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let index = UInt64(parts[0]), index < size, !known.contains(index),
                let bytes = Base64Text.decode(parts[1]), let record = try? AuditRecord(canonical: bytes)
            else { continue }
            if record.subject.id == subject { missing.append(index) }
        }
        return missing
    }
}

extension AccessStatement.Failure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let line): "line \(line) is not that of an access statement"
        case .untrusted: "the statement names a key that is not trusted: give the school's verifier key"
        case .checkpoint(let error): error.description
        case .wrongRecord(let index): "record \(index) is not in the signed log at that place, or not of this person"
        case .outOfOrder(let index): "record \(index) is out of order, or there twice"
        case .cutShort: "the statement is cut short, or goes on after its end"
        }
    }
}

/// Goes through the lines of a statement.
private struct StatementReader {
    private let lines: [Substring]
    private var position = 0

    init(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        self.lines = lines
    }

    /// From 1, of what was read last.
    var line: Int { position }
    var isAtEnd: Bool { position == lines.count }

    mutating func optionalValue(of name: String) -> String? {
        guard position < lines.count, lines[position].hasPrefix(name + " ") else { return nil }
        position += 1
        return String(lines[position - 1].dropFirst(name.count + 1))
    }

    mutating func value(of name: String) throws(AccessStatement.Failure) -> String {
        guard position < lines.count else { throw .cutShort }
        guard let value = optionalValue(of: name) else { throw .malformed(line: position + 1) }
        return value
    }

    func numbered(_ text: String) throws(AccessStatement.Failure) -> (UInt64, [UInt8]) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = UInt64(parts[0]), let bytes = Base64Text.decode(parts[1]) else {
            throw .malformed(line: position)
        }
        return (index, bytes)
    }

    mutating func note(lines count: Int) throws(AccessStatement.Failure) -> SignedNote {
        guard (1...1_000).contains(count), position + count <= lines.count else { throw .cutShort }
        let text = lines[position..<position + count].joined(separator: "\n") + "\n"
        position += count
        guard let note = try? SignedNote(note: text) else { throw .malformed(line: position) }
        return note
    }
}
