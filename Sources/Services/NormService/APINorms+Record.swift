internal import Domain
internal import Instruments
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APINorms {
    /// - Parameters:
    ///   - tables: nothing where the file does not hold any more.
    ///   - trouble: why.
    init(_ record: NormRecord, _ tables: NormTables?, trouble: String?) {
        self.init()
        id = record.id
        version = record.version
        instrumentID = record.instrumentID
        hash = ContentHash(bytes: record.hash)?.description ?? ""
        state = APINormState(record.state)
        installedAt = Google_Protobuf_Timestamp(record.installedAt)
        self.trouble = trouble ?? ""
        guard let tables else { return }
        nameZh = tables.names["zh"] ?? ""
        nameEn = tables.names["en"] ?? ""
        populationZh = tables.population["zh"] ?? ""
        populationEn = tables.population["en"] ?? ""
        year = UInt32(clamping: tables.year)
        source = tables.source
        scaleIds = tables.tables.map(\.scale)
        cells = UInt32(clamping: tables.tables.reduce(0) { $0 + $1.cells.count })
    }
}

extension APINormState {
    init(_ state: NormState) {
        switch state {
        case .installed: self = .installed
        case .active: self = .active
        case .retired: self = .retired
        }
    }
}

extension APINormFinding {
    init(isError: Bool, _ finding: NormFinding) {
        self.init()
        self.isError = isError
        place = finding.path
        text = finding.message.english
        textZh = finding.message.chinese
    }
}

extension APINormComparison {
    /// - Parameter tables: what it was compared with, to tell the group; nothing where it is not here.
    init(_ comparison: NormComparison, _ tables: NormTables?) {
        self.init()
        guard let reference = comparison.reference else { return }
        normID = reference.id
        normVersion = reference.version
        normHash = ContentHash(bytes: reference.hash)?.description ?? ""
        scores = comparison.scales.map { scale in
            let table = tables?.tables.first {
                $0.scale == scale.id && ($0.informant == nil || $0.informant == comparison.context.informant)
            }
            let cell = scale.cell.flatMap { place in
                table.flatMap { $0.cells.indices.contains(place) ? $0.cells[place] : nil }
            }
            return APINormedScore(scale, cell)
        }
    }
}

extension APINormedScore {
    fileprivate init(_ scale: NormComparison.Scale, _ cell: NormTables.Cell?) {
        self.init()
        scaleID = scale.id
        outcome = APINormOutcome(scale.outcome)
        if let z = scale.z { zMilli = z }
        if let t = scale.t { tMilli = t }
        if let percentile = scale.percentile { percentileMilli = UInt32(clamping: percentile) }
        guard let cell else { return }
        n = UInt32(clamping: cell.n)
        group = cell.group
    }
}

extension APINormOutcome {
    fileprivate init(_ outcome: NormComparison.Outcome) {
        switch outcome {
        case .compared: self = .compared
        case .noTable: self = .noTable
        case .noCell: self = .noCell
        case .noScore: self = .noScore
        case .otherVersion: self = .otherVersion
        }
    }
}
