internal import Instruments
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APIInstrument {
    /// - Parameter manifest: nothing when the files are not in the catalogue any more.
    init(_ record: InstrumentRecord, _ manifest: Manifest?, trouble: String?) {
        self.init()
        id = record.id
        version = record.version
        hash = record.reference?.hash.description ?? ""
        state = APIInstrumentState(record.state)
        strikes = UInt32(clamping: record.strikes)
        installedAt = Google_Protobuf_Timestamp(record.installedAt)
        self.trouble = trouble ?? ""
        guard let manifest else { return }
        nameZh = manifest.names["zh"] ?? ""
        nameEn = manifest.names["en"] ?? ""
        itemCount = UInt32(clamping: manifest.items.count)
        licence = manifest.licence.status
        citations = manifest.citations
    }
}

extension APIInstrumentState {
    init(_ state: InstrumentRecord.State) {
        self =
            switch state {
            case .installed: .installed
            case .active: .active
            case .suspended: .suspended
            case .retired: .retired
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
