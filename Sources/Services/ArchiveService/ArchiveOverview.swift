internal import Access
internal import Domain
internal import Router
internal import Store
internal import XinyuAPI

/// The sections of an archive as the caller sees them.
struct ArchiveOverview {
    let sections: [APIArchiveSectionOverview]

    init(of student: StudentRecord, _ decider: AccessDecider, _ call: ReadingCall) throws {
        let (transaction, ceiling) = (call.transaction, call.context.ceiling)
        let lines = try transaction.archiveCounts(of: student.id, upTo: ceiling)
        sections = try ArchiveSection.allCases.map { section in
            var overview = APIArchiveSectionOverview()
            overview.section = APIArchiveSection(section)
            overview.isOpenInFull = section.isOpenInFull(to: call, decider)
            // What lies above the ceiling is not counted either.
            guard ceiling >= section.sensitivity else { return overview }
            overview.isReadable = true
            let count: Int
            if let topic = section.topic {
                count = try transaction.countArchiveRecords(of: student.id, topic)
            } else if section == .attachments {
                count = try transaction.countAttachments(of: student.id)
            } else {
                count = section.kinds.reduce(0) { $0 + (lines[$1] ?? 0) }
            }
            overview.count = UInt32(clamping: count)
            let newest = try transaction.archive(of: student.id, section.kinds, upTo: ceiling, limit: 1).first
            if let newest { overview.newest = APITimelineEntry(newest) }
            return overview
        }
    }
}

extension ArchiveSection {
    /// What it takes to read what the lines tell of, with the methods that tell it.
    private var permission: Access.Permission {
        switch self {
        case .identity: .rosterRead
        case .assessments: .resultRead
        case .observations, .information, .circumstances: .archiveRead
        case .attachments: .attachmentRead
        case .warnings: .warningRead
        case .counselling: .counsellingNotesRead
        case .care: .careRead
        case .plans: .planRead
        case .crises: .crisisRead
        case .consultations: .consultationRead
        case .referrals: .referralRead
        case .mentoring: .mentorContactRead
        // A counsellor to whom a report is assigned reads that one; of the rest nobody is told.
        case .protected: .crisisLead
        }
    }

    /// How closely that is held.
    private var fullSensitivity: Sensitivity {
        switch self {
        case .identity: .roster
        case .attachments, .counselling: .raw
        default: .clinical
        }
    }

    fileprivate func isOpenInFull(to call: ReadingCall, _ decider: AccessDecider) -> Bool {
        let decision = decider.decide(
            call.context.identity, permission, on: call.context.target, in: call.units, at: call.context.now)
        if case .allowed(let ceiling, _, _) = decision { return ceiling >= fullSensitivity }
        return false
    }
}
