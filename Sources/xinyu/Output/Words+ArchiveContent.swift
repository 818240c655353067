internal import XinyuAPI

/// What a record says, in one line.
extension Words {
    static func content(of record: APIArchiveRecord) -> String {
        if record.hasObservation { return content(record.observation) }
        if record.hasInformation { return content(record.information) }
        if record.hasCircumstance { return content(record.circumstance) }
        return record.summary
    }

    static func content(of version: APIRecordVersion) -> String {
        if version.hasObservation { return content(version.observation) }
        if version.hasInformation { return content(version.information) }
        return content(version.circumstance)
    }

    private static func content(_ observation: APIObservation) -> String {
        let signs = observation.signs.map { "[\(sign($0))]" }
        return (signs + [observation.text]).joined(separator: " ")
    }

    private static func content(_ information: APIInformation) -> String {
        let origin = [informationSource(information.source), information.sourceDetail, trust(information.trust)]
        return "[\(origin.filter { !$0.isEmpty }.joined(separator: ", "))] \(information.text)"
    }

    private static func content(_ circumstance: APICircumstance) -> String {
        let span =
            circumstance.since.isEmpty && circumstance.until.isEmpty
            ? "" : "\(circumstance.since)–\(circumstance.until)"
        return [
            self.circumstance(circumstance.category), span, informationSource(circumstance.source), circumstance.note,
        ].filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
