internal import Domain
internal import Vault

/// Verifies an exported log (`LogExport`), piece by piece, without the database and without keeping records.
///
///     var verifier = LogVerifier(origin: "school.example/xinyu", trusted: [key], witnessed: [lastSeen])
///     while let piece = try read() { verifier.append(piece) }
///     let verdict = verifier.finish()
///
/// Someone who has the signing key could cut a log back to a former checkpoint and sign anew: that shows only against
/// a checkpoint kept elsewhere, so give those as `witnessed`.
public struct LogVerifier: Sendable {
    /// Longer lines are not ours.
    private static let longestLine = 1 << 20

    private enum Stage {
        case header
        case keys
        case records
        /// Inside a note: its lines so far, and how many are to come.
        case note([String], missing: Int)
        case ended
        case failed(LogVerdict)
    }

    private let origin: String
    private let trusted: [NoteKey]
    /// Those not yet reached, the smallest last.
    private var witnessed: [Checkpoint]
    private var stage = Stage.header
    private var pending: [UInt8] = []
    private var frontier = MerkleFrontier()
    /// Records under a checkpoint.
    private var signed: UInt64 = 0
    /// The log has a checkpoint, be it of no records.
    private var hasCheckpoint = false

    /// - Parameters:
    ///   - trusted: the keys that sign this log, or did.
    ///   - witnessed: checkpoints of this log that were kept elsewhere, and are believed.
    public init(origin: String, trusted: [NoteKey], witnessed: [Checkpoint] = []) {
        self.origin = origin
        self.trusted = trusted
        self.witnessed = witnessed.sorted { $0.size > $1.size }
    }

    /// Takes the next piece of the file; it may end anywhere.
    public mutating func append(_ piece: some Collection<UInt8>) {
        var rest = piece[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            if isDone { return }
            if pending.isEmpty {
                take(Array(rest[..<end]))
            } else {
                let line = pending + rest[..<end]
                pending = []
                take(line)
            }
            rest = rest[rest.index(after: end)...]
        }
        if isDone { return }
        pending += rest
        if pending.count > LogVerifier.longestLine { fail(.malformedLine) }
    }

    /// The verdict, after the last piece.
    public mutating func finish() -> LogVerdict {
        switch stage {
        case .failed(let verdict): return verdict
        case .header, .keys: return .unverifiable(.notALog)
        case .records, .note: return .tampered(at: frontier.size, .cutShort)
        case .ended: break
        }
        guard pending.isEmpty else { return .tampered(at: frontier.size, .trailingLines) }
        if let missed = witnessed.first {
            return .tampered(at: frontier.size, .rolledBack(witnessSaw: missed.size))
        }
        return .intact(size: frontier.size, root: frontier.root)
    }

    private var isDone: Bool {
        if case .failed = stage { true } else { false }
    }

    private mutating func fail(_ reason: LogVerdict.Reason, at index: UInt64? = nil) {
        stage = .failed(.tampered(at: index ?? frontier.size, reason))
    }

    // MARK: - Lines

    private mutating func take(_ line: [UInt8]) {
        switch stage {
        case .header: takeHeader(line)
        case .keys: takeKey(line)
        case .records: takeRecord(line)
        case .note(let lines, let missing): takeNote(line, after: lines, missing: missing)
        case .ended: fail(.trailingLines)
        case .failed: break
        }
    }

    private mutating func takeHeader(_ line: [UInt8]) {
        let prefix = Array((LogExport.version + " ").utf8)
        guard line.starts(with: prefix), let found = String(validating: line.dropFirst(prefix.count), as: UTF8.self)
        else {
            stage = .failed(.unverifiable(.notALog))
            return
        }
        guard found.utf8.elementsEqual(origin.utf8) else {
            stage = .failed(.unverifiable(.otherLog(origin: found)))
            return
        }
        stage = .keys
        checkWitnesses()
    }

    private mutating func takeKey(_ line: [UInt8]) {
        let prefix = Array("key ".utf8)
        guard line.starts(with: prefix) else {
            stage = .records
            takeRecord(line)
            return
        }
        let text = String(decoding: line.dropFirst(prefix.count), as: UTF8.self)
        guard let key = NoteKey(text: text), trusted.contains(key) else {
            stage = .failed(.unverifiable(.untrustedKey(text)))
            return
        }
    }

    private mutating func takeRecord(_ line: [UInt8]) {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return fail(.malformedLine) }
        switch String(decoding: parts[0], as: UTF8.self) {
        case "checkpoint":
            // Fewer lines are no note; more than a hundred signatures are refused there.
            guard let count = number(parts[1]), (5...128).contains(count) else { return fail(.malformedLine) }
            stage = .note([], missing: Int(count))
        case "end":
            guard let count = number(parts[1]) else { return fail(.malformedLine) }
            guard count == frontier.size else { return fail(.cutShort) }
            guard signed == frontier.size, hasCheckpoint else { return fail(.unsigned, at: signed) }
            stage = .ended
        default:
            guard let index = number(parts[0]) else { return fail(.malformedLine) }
            guard index == frontier.size else { return fail(.wrongIndex(found: index)) }
            appendRecord(base64: parts[1])
        }
    }

    private mutating func appendRecord(base64: ArraySlice<UInt8>) {
        guard let bytes = base64.withUnsafeBytes({ Base64Text.decode(utf8: $0) }) else { return fail(.malformedLine) }
        do throws(AuditRecord.Malformation) {
            let record = try AuditRecord(canonical: bytes)
            guard record.index == frontier.size else { return fail(.wrongIndex(found: record.index)) }
        } catch {
            return fail(.malformedRecord(error))
        }
        frontier.append(AuditRecord.leafHash(ofCanonical: bytes))
        checkWitnesses()
    }

    /// A number written in the one way there is.
    private func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        let text = String(decoding: digits, as: UTF8.self)
        guard let number = UInt64(text), String(number).utf8.elementsEqual(digits) else { return nil }
        return number
    }

    // MARK: - Checkpoints

    private mutating func takeNote(_ line: [UInt8], after lines: [String], missing: Int) {
        guard let text = String(validating: line, as: UTF8.self) else {
            return fail(.badCheckpoint(.malformed("it is not UTF-8")), at: signed)
        }
        guard missing == 1 else {
            stage = .note(lines + [text], missing: missing - 1)
            return
        }
        stage = .records
        do throws(CheckpointError) {
            let note = try SignedNote(note: (lines + [text, ""]).joined(separator: "\n"))
            take(try Checkpoint(note, origin: origin, trusted: trusted))
        } catch {
            fail(.badCheckpoint(error), at: signed)
        }
    }

    private mutating func take(_ checkpoint: Checkpoint) {
        guard checkpoint.size == frontier.size else {
            // A log that was cut has its former end's checkpoint behind too few records.
            return fail(.misplacedCheckpoint(size: checkpoint.size), at: min(signed, frontier.size))
        }
        guard checkpoint.root == frontier.root else {
            return fail(.wrongRoot(checkpointOfSize: checkpoint.size), at: signed)
        }
        signed = checkpoint.size
        hasCheckpoint = true
    }

    private mutating func checkWitnesses() {
        while let next = witnessed.last, next.size == frontier.size {
            guard next.root == frontier.root else {
                return fail(.otherThanWitnessed(size: next.size), at: 0)
            }
            witnessed.removeLast()
        }
    }
}
