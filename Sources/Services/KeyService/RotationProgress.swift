internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

/// How far a rotation is.
struct RotationProgress: WatchedProgress, Equatable {
    enum End: Sendable, Equatable {
        /// With the signed note that says so.
        case finished(certificate: String)
        case failed(RotationFailure)
    }

    let rotation: Identifier
    let fromTerm: UInt32
    let toTerm: UInt32
    var ownersDone = 0
    var ownersTotal = 0
    var valuesSealed = 0
    /// Nothing while it goes on.
    var end: End?

    init(_ record: KeyRotationRecord) {
        rotation = record.id
        fromTerm = record.fromTerm
        toTerm = record.toTerm
        ownersTotal = record.total
        ownersDone = record.done
    }
}

extension RotationProgress {
    var work: Identifier { rotation }

    var outcome: Result<Void, RPCError>? {
        switch end {
        case nil: nil
        case .finished: .success(())
        case .failed(let failure): .failure(RPCError.failedPrecondition(failure.description))
        }
    }
}

/// Why a rotation has ended without its aim. Nothing is lost by it: the former keys are still there.
enum RotationFailure: Error, Sendable, Equatable {
    /// Something of so many owners does not open.
    case unreadable(owners: Int)
    /// The keys have gone on to another term than the rotation is about.
    case otherTerm(UInt32)
}

extension RotationFailure: CustomStringConvertible {
    var description: String {
        switch self {
        case .unreadable(let owners):
            "something of \(owners) owners does not open, so the former key is kept: restore it, then rotate again"
        case .otherTerm(let term):
            "the keys are at term \(term), which is not that of this rotation: data and keys are of different times"
        }
    }
}

extension APIRotationProgress {
    init(_ progress: RotationProgress) {
        self.init()
        fromTerm = progress.fromTerm
        toTerm = progress.toTerm
        ownersDone = UInt64(clamping: progress.ownersDone)
        ownersTotal = UInt64(clamping: progress.ownersTotal)
        valuesSealed = UInt64(clamping: progress.valuesSealed)
        if case .finished(let certificate) = progress.end {
            isFinished = true
            self.certificate = certificate
        }
    }
}
