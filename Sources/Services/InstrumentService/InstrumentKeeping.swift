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
        /// A version that was uninstalled, and whose files are there.
        case leftover(id: String, version: String)

        public var description: String {
            switch self {
            case .added(let reference):
                "\(reference.id) \(reference.version) was found in the catalogue; activate it to use it"
            case .refused(let path, let reason): "\(path) is not used: \(reason)"
            case .lost(let id, let version): "the files of \(id) \(version) are gone or changed; it is suspended"
            case .leftover(let id, let version):
                "\(id) \(version) was uninstalled and its files are there; uninstall it again, or install it"
            }
        }
    }

    private static let lost = "Its files are gone or changed: put them back as they were, then reinstate it."

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
            var present = Dictionary(
                found.instruments.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
            var suspended: [InstrumentReference] = []
            for var record in try transaction.allInstruments() {
                let isPresent = record.reference.flatMap { present.removeValue(forKey: $0) } != nil
                if let finding = try settle(&record, isPresent: isPresent, change) {
                    findings.append(finding)
                }
                if !record.state.scores, let reference = record.reference { suspended.append(reference) }
            }
            for instrument in found.instruments where present[instrument.reference] != nil {
                let reference = instrument.reference
                guard try transaction.instrument(reference.id, version: reference.version) == nil else { continue }
                try transaction.enter(InstrumentRecord(instrument, by: .installation, at: change.now))
                change.changed(.instruments, 1)
                findings.append(.added(reference))
            }
            return (findings, suspended)
        }
        for reference in suspended { scoring.suspend(reference) }
        return findings
    }

    private func settle(
        _ record: inout InstrumentRecord, isPresent: Bool, _ change: BackgroundChange
    ) throws -> Finding? {
        let (now, transaction) = (change.now, change.transaction)
        switch (record.state, isPresent) {
        case (.removed, true): return .leftover(id: record.id, version: record.version)
        case (.removed, false): return nil
        case (_, true):
            record.verifiedAt = now
            try transaction.update(record)
            return nil
        case (_, false):
            // What was wrong with it before is less pressing than that it is not there.
            if record.suspension != .files {
                try transaction.suspend(&record, for: .files, trouble: Self.lost, account: .installation, at: now)
                change.changed(.instruments, 1)
            }
            return .lost(id: record.id, version: record.version)
        }
    }

    /// An instrument has failed, as it may; how often within the hour.
    public func strike(_ reference: InstrumentReference, strikes: Int, after failure: ScoringFailure) async throws {
        try await background.begin(.instrumentKeeping).write { change in
            let transaction = change.transaction
            guard var record = try transaction.instrument(reference), record.state.scores else { return }
            record.strikes = strikes
            record.trouble = failure.description
            try transaction.update(record)
            change.changed(.instruments, 1)
        }
    }

    /// An instrument has failed too often; the pool calls it off, and the table says so.
    public func suspend(_ reference: InstrumentReference, strikes: Int, after failure: ScoringFailure) async throws {
        try await background.begin(.instrumentKeeping).write { change in
            let transaction = change.transaction
            guard var record = try transaction.instrument(reference), record.state.scores else { return }
            record.strikes = strikes
            try transaction.suspend(
                &record, for: .strikes, trouble: failure.description, account: .installation, at: change.now)
            change.changed(.instruments, 1)
        }
    }
}
