internal import Domain
internal import Instruments
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APIInstrument {
    /// - Parameter manifest: nothing when the files are not in the catalogue any more.
    init(_ record: InstrumentRecord, _ manifest: Manifest?) {
        self.init()
        id = record.id
        version = record.version
        hash = record.reference?.hash.description ?? ""
        state = APIInstrumentState(record.state)
        strikes = UInt32(clamping: record.strikes)
        installedAt = Google_Protobuf_Timestamp(record.installedAt)
        trouble = record.trouble ?? ""
        suspension = record.suspension.map(APIInstrumentSuspension.init) ?? .unspecified
        if let moment = record.verifiedAt { verifiedAt = Google_Protobuf_Timestamp(moment) }
        guard let manifest else { return }
        nameZh = manifest.names["zh"] ?? ""
        nameEn = manifest.names["en"] ?? ""
        itemCount = UInt32(clamping: manifest.items.count)
        licence = manifest.licence.status
        citations = manifest.citations
    }
}

extension APIInstrumentMove {
    init(_ record: InstrumentMoveRecord, by name: String) {
        self.init()
        version = record.version
        kind = APIInstrumentMoveKind(record.move)
        fromState = record.from.map(APIInstrumentState.init) ?? .unspecified
        toState = APIInstrumentState(record.to)
        at = Google_Protobuf_Timestamp(record.at)
        byID = record.account.description
        byName = name
        note = record.note ?? ""
    }
}

extension APIInstrumentState {
    init(_ state: InstrumentState) {
        self =
            switch state {
            case .installed: .installed
            case .active: .active
            case .suspended: .suspended
            case .retired: .retired
            case .removed: .removed
            }
    }
}

extension APIInstrumentMoveKind {
    fileprivate init(_ move: InstrumentState.Move) {
        self =
            switch move {
            case .install: .install
            case .activate: .activate
            case .retire: .retire
            case .suspend: .suspend
            case .reinstate: .reinstate
            case .uninstall: .uninstall
            }
    }
}

extension APIInstrumentSuspension {
    fileprivate init(_ suspension: InstrumentRecord.Suspension) {
        self =
            switch suspension {
            case .strikes: .strikes
            case .files: .files
            case .check: .check
            case .person: .person
            }
    }
}

extension APIInstrumentFinding {
    init(_ finding: CheckFinding) {
        self.init()
        isError = true
        place = finding.step.rawValue
        text = finding.message
    }

    init(_ finding: ManifestFinding) {
        self.init()
        isError = true
        place = finding.path
        text = finding.message
    }
}
