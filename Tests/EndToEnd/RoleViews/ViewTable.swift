/// Who may be told what of whom: written down from the design's table of roles (`domain.md` §2: "sees"), and neither from
/// the contract's options nor from the policy. A role that is not here may be told nothing at all.
enum ViewTable {
    typealias Sorts = Set<Marker.Sort>

    /// Who is in the class, with what a class teacher's register has.
    private static let identity: Sorts = [.studentName, .studentNumber, .birthDate, .guardianName, .guardianPhone]
    /// What says how closely a student is to be looked after, and how.
    private static let support: Sorts = [.careLevel, .advice]
    private static let clinical: Sorts = [
        .score, .band, .machineLevel, .criticalItem, .careReason, .planGoal, .counsellorMeasure, .teacherMeasure,
        .mentorMeasure, .planReason, .reviewParticipant, .measureNote, .observation, .information, .question, .summary,
        .opinion, .referralReason, .referralSummary, .senderContact, .consentNote, .crisisReason, .crisisStep,
        .pointNote, .caseReport, .lesson, .holdReason,
        // Kept in the archive, and a signal too.
        .archiveInformation,
    ]
    private static let raw: Sorts = [
        .answers, .elapsed, .interviewNotes, .appointmentRequest, .counsellingNotes, .feedback, .followUp,
        .attachmentName, .attachmentNote, .attachmentBytes, .attachmentReason,
    ]
    /// What the archive has of its own, which the counsellor alone reads.
    private static let archive: Sorts = [
        .circumstance, .circumstanceNote, .informant, .correctionReason, .withdrawalReason, .received,
    ]
    /// What a unit of the network has told of itself, and what waits to be matched with a student.
    private static let reports: Sorts = [.dayNote, .dormNote, .outsideText, .outsideReference]

    /// Students' things, and under `nobody` those of the school.
    static let roles: [String: [Marker.Student: Sorts]] = [
        // Own invitations, own plain-language feedback: no marker at all. A growth buddy is known by name.
        "student": [.friend: [.studentName]],
        // Nothing about anyone.
        "peer_observer": [:],
        // Roster, attention level and support advice of the own class, and the measures that the class teacher carries
        // out; never answers, scores, notes.
        "class_teacher": [
            .own: identity.union(support).union([.teacherMeasure]), .classmate: identity.union(support),
            .friend: identity,
        ],
        // The same for the grade.
        "grade_lead": [
            .own: identity.union(support), .classmate: identity.union(support), .friend: identity,
            .otherClass: identity.union(support),
        ],
        // Support advice for own mentees, own contacts, and the measures that the mentor carries out.
        "mentor": [.own: [.studentName, .advice, .mentorMeasure, .mentorContact]],
        // Everything clinical in the school. A trauma protocol is its own counsellor's, and the crisis lead's.
        "counsellor": [
            .own: identity.union(support).union(clinical).union(raw).union(archive).union([.mentorContact]),
            .classmate: identity.union(support).union(clinical).union(raw),
            .otherClass: identity.union(support).union(clinical).union(raw).union(archive), .friend: identity,
            .nobody: reports,
        ],
        // Care list, crisis cases and what leads to them, up to CLINICAL.
        "crisis_lead": [
            .own: identity.union(support).union(clinical),
            .classmate: identity.union(support).union(clinical).union([.trauma]),
            .otherClass: identity.union(support).union(clinical), .friend: identity, .nobody: reports,
        ],
        // The pseudonymised file of assigned cases: neither who it is, nor anybody's words but those that were written
        // for the panel.
        "expert": [
            .own: [.question, .summary, .opinion, .score, .band, .machineLevel, .careLevel]
        ],
        // Referrals addressed to that hospital, as far as consent goes: here to identity and reason.
        "hospital_liaison": [.own: [.studentName, .birthDate, .referralReason, .senderContact]],
        // Figures with small cells suppressed.
        "supervisor": [:],
        // Roster identity, accounts, and why a role was asked for.
        "registrar": [
            .own: identity, .classmate: identity, .friend: identity, .otherClass: identity, .nobody: [.grantReason],
        ],
        // Access log and grants: who read and why, and no name.
        "security_officer": [.nobody: [.purpose, .grantReason]],
        // The catalogue.
        "instrument_manager": [:],
        // Its own reports, by its own reference; not even what it wrote in them.
        "external_reporter": [.nobody: [.outsideReference]],
    ]

    static func mayBeTold(_ role: String, _ marker: Marker) -> Bool {
        roles[role]?[marker.student]?.contains(marker.sort) ?? false
    }
}
