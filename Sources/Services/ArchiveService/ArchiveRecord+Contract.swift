internal import Domain
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APITimelineEntry {
    init(_ entry: ArchiveEntry) {
        self.init()
        id = entry.id.description
        at = Google_Protobuf_Timestamp(entry.at)
        kind = APIArchiveKind(entry.kind)
        summary = entry.summary
        authorID = entry.author?.description ?? ""
        subjectID = entry.subject?.description ?? ""
    }
}

extension APIArchiveRecord {
    init(_ record: ArchiveRecord) {
        self.init()
        id = record.id.description
        studentID = record.student.description
        kind = APIArchiveKind(record.topic.kind)
        state = APIRecordState(record.state)
        at = Google_Protobuf_Timestamp(record.version.at)
        switch record.version.content {
        case .observation(let content): observation = APIObservation(content)
        case .information(let content): information = APIInformation(content)
        case .circumstance(let content): circumstance = APICircumstance(content)
        }
        authorID = record.author.description
        recordedAt = Google_Protobuf_Timestamp(record.recordedAt)
        version = UInt32(record.version.number)
    }

    /// A line of a section whose things are told in full elsewhere.
    init(_ entry: ArchiveEntry) {
        self.init()
        id = entry.id.description
        studentID = entry.student.description
        kind = APIArchiveKind(entry.kind)
        state = .standing
        at = Google_Protobuf_Timestamp(entry.at)
        summary = entry.summary
        subjectID = entry.subject?.description ?? ""
        authorID = entry.author?.description ?? ""
    }
}

extension APIRecordVersion {
    init(_ version: ArchiveRecordVersion) {
        self.init()
        self.version = UInt32(version.number)
        change =
            switch version.change {
            case .made: .made
            case .corrected: .corrected
            case .ended: .ended
            case .withdrawn: .withdrawn
            }
        authorID = version.author.description
        recordedAt = Google_Protobuf_Timestamp(version.recordedAt)
        reason = version.reason ?? ""
        at = Google_Protobuf_Timestamp(version.at)
        switch version.content {
        case .observation(let content): observation = APIObservation(content)
        case .information(let content): information = APIInformation(content)
        case .circumstance(let content): circumstance = APICircumstance(content)
        }
    }
}

extension APIObservation {
    fileprivate init(_ content: RecordContent.Observation) {
        self.init()
        text = content.text
        signs = content.signs.map { APIObservationSign($0) }
        isUrgent = content.isUrgent
    }
}

extension APIInformation {
    fileprivate init(_ content: RecordContent.Information) {
        self.init()
        source = APIInformationSource(content.source)
        sourceDetail = content.sourceDetail ?? ""
        trust = APISignalTrust(content.trust)
        text = content.text
    }
}

extension APICircumstance {
    fileprivate init(_ content: RecordContent.Circumstance) {
        self.init()
        category = APICircumstanceCategory(content.category)
        since = content.since?.description ?? ""
        until = content.until?.description ?? ""
        source = APIInformationSource(content.source)
        note = content.note ?? ""
    }
}
