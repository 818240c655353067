internal import Domain
public import Instruments
public import Router
internal import Store

/// Keeps the table of instruments and the catalogue's folder in step.
public struct InstrumentKeeping: Sendable {
    /// What was found at the start, for the log.
    public enum Finding: Sendable, Equatable, CustomStringConvertible {
        /// Files that were put into the folder by hand or by a package; known now, and not active.
        case added(InstrumentReference)
        /// Files that do not hold.
        case refused(path: String, reason: String)
        /// A version whose files are gone or are others; suspended.
        case lost(id: String, version: String)

        public var description: String {
            switch self {
            case .added(let reference):
                "\(reference.id) \(reference.version) was found in the catalogue; activate it to use it"
            case .refused(let path, let reason): "\(path) is not used: \(reason)"
            case .lost(let id, let version): "the files of \(id) \(version) are gone or changed; it is suspended"
            }
        }
    }

    private let background: BackgroundDesk

    public init(background: BackgroundDesk) { self.background = background }

    /// Verifies every instrument and compares with the table; suspends in `scoring` what the table has suspended.
    ///
    /// Blocks for some milliseconds an instrument: for the start, before calls are taken.
    public func start(_ catalogue: Catalogue, _ scoring: any SheetScoring) async throws -> [Finding] {
        let found = catalogue.load()
        let (findings, suspended) = try await background.begin(.instrumentKeeping).write { change in
            let transaction = change.transaction
            var findings = found.refused.map { Finding.refused(path: $0.path, reason: $0.reason.description) }
            let present = Dictionary(
                found.instruments.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
            var suspended: [InstrumentReference] = []
            var known: Set<String> = []
            for var record in try transaction.allInstruments() {
                known.insert("\(record.id) \(record.version)")
                if let reference = record.reference, present[reference] != nil {
                    if record.state == .suspended { suspended.append(reference) }
                    continue
                }
                findings.append(.lost(id: record.id, version: record.version))
                guard record.state != .suspended else { continue }
                record.state = .suspended
                try transaction.update(record)
                change.changed(.instruments, 1)
                if let reference = record.reference {
                    try transaction.remember(trouble: "Its files are gone or changed: install it again.", of: reference)
                }
            }
            for instrument in found.instruments {
                let reference = instrument.reference
                guard !known.contains("\(reference.id) \(reference.version)") else { continue }
                try transaction.insert(InstrumentRecord(instrument, by: .installation, at: change.now))
                change.changed(.instruments, 1)
                findings.append(.added(reference))
            }
            return (findings, suspended)
        }
        for reference in suspended { scoring.suspend(reference) }
        return findings
    }

    /// An instrument has failed too often; the pool calls it off, and the table says so.
    public func suspend(_ reference: InstrumentReference, strikes: Int, after failure: ScoringFailure) async throws {
        try await background.begin(.instrumentKeeping).write { change in
            let transaction = change.transaction
            guard var record = try transaction.instrument(reference.id, version: reference.version),
                record.hash == reference.hash.bytes
            else { return }
            record.state = .suspended
            record.strikes = strikes
            try transaction.update(record)
            try transaction.remember(trouble: failure.description, of: reference)
            change.changed(.instruments, 1)
        }
    }
}
