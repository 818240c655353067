import Domain
import Testing

@Suite("Sections of an archive")
struct ArchiveSectionTests {
    /// By hand: whoever adds a kind says here where it is read.
    private static let table: [ArchiveSection: [ArchiveKind]] = [
        .identity: [.enrolment, .transfer], .assessments: [.assessment], .observations: [.observation],
        .information: [.information], .circumstances: [.circumstance], .attachments: [.attachment],
        .warnings: [.warning, .specialReview, .signal], .counselling: [.interview, .counselling], .care: [.care],
        .plans: [.plan], .crises: [.crisis], .consultations: [.consultation], .referrals: [.referral],
        .mentoring: [.mentoring], .protected: [.protected],
    ]

    @Test("Each kind of line stands in one section, and no section is without kinds")
    func parted() {
        #expect(Set(ArchiveSection.allCases) == Set(Self.table.keys))
        for section in ArchiveSection.allCases { #expect(section.kinds == Self.table[section]) }
        #expect(ArchiveSection.allCases.flatMap(\.kinds).count == ArchiveKind.allCases.count)
    }

    @Test("Attachments are raw; three sections have records of their own")
    func sections() {
        for section in ArchiveSection.allCases {
            #expect(section.sensitivity == (section == .attachments ? .raw : .clinical))
        }
        let topics = ArchiveSection.allCases.compactMap { section in section.topic.map { (section, $0) } }
        #expect(topics.map(\.0) == [.observations, .information, .circumstances])
        #expect(topics.map(\.1) == RecordTopic.allCases)
    }
}
