internal import Dispatch
internal import Domain
internal import Instruments
internal import JSONRPC
internal import Router
internal import Store
internal import XinyuAPI

/// The whole check of a version that is installed, again: on demand, and before a suspended one may score.
struct InstrumentInspection: Sendable {
    private let catalogue: Catalogue
    /// As an installation: not on threads that calls share, and one at a time.
    private let queue = DispatchQueue(label: "instrument inspection")

    init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    /// What is wrong with the version now.
    ///
    /// - Throws: `UNAVAILABLE` when it could not be found out, which is not the instrument's fault.
    func findings(about instrument: InstrumentRecord) async throws -> [CheckFinding] {
        guard let reference = instrument.reference else { throw RPCError.internal(cause: StoreError.fieldsDamaged) }
        let report = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: catalogue.checkAgain(reference)) }
        }
        if let obstacle = report.obstacle {
            throw RPCError.unavailable("it cannot be checked now: \(obstacle.description)", retryDelay: .seconds(60))
        }
        return report.findings
    }
}

extension [CheckFinding] {
    /// What a version is suspended for: whether its files are to blame, or what is in them.
    var cause: InstrumentRecord.Suspension {
        contains { $0.step == .manifest || $0.step == .signature } ? .files : .check
    }

    /// The first, for the line that people read; there may be dozens of a kind.
    var trouble: String {
        guard let first else { return "" }
        return count == 1 ? first.description : "\(first.description) (and \(count - 1) more findings)"
    }
}
