public import Domain

/// Where a student stands in the tree of units. A student without a class is in the school alone.
public struct StudentPlace: Sendable, Hashable {
    public let studentID: Identifier
    public let schoolID: Identifier
    public let classID: Identifier?
    public let dormID: Identifier?

    public init(studentID: Identifier, schoolID: Identifier, classID: Identifier?, dormID: Identifier?) {
        self.studentID = studentID
        self.schoolID = schoolID
        self.classID = classID
        self.dormID = dormID
    }
}

/// Where the person of an account works or learns; no unit for an account of the installation itself.
public struct AccountPlace: Sendable, Hashable {
    public let accountID: Identifier
    public let unitID: Identifier?

    public init(accountID: Identifier, unitID: Identifier?) {
        self.accountID = accountID
        self.unitID = unitID
    }
}

/// Where the things are that calls are about, so that access can be decided: one small query each, by an index.
///
/// What belongs to a student is where the student is now, not where it was made.
extension ReadTransaction {
    public func studentPlace(_ student: Identifier) throws -> StudentPlace? {
        try studentPlace(
            "SELECT id, school_id, class_id, dorm_id FROM students WHERE id = $1", student)
    }

    /// The same, for lists of what is to be done; nothing for a student who was erased, or whose archive went to another
    /// school.
    public func presentStudentPlace(_ student: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT id, school_id, class_id, dorm_id FROM students
            WHERE id = $1 AND state <> 'erased' AND state <> 'transferred'
            """, student)
    }

    public func studentPlace(ofSheet sheet: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM sheets x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, sheet)
    }

    public func studentPlace(ofWarning warning: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM warnings x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, warning)
    }

    public func studentPlace(ofCareEntry entry: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM care_entries x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, entry)
    }

    public func studentPlace(ofPlan plan: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM plans x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, plan)
    }

    public func studentPlace(ofAppointment appointment: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM appointments x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, appointment)
    }

    public func studentPlace(ofMentorship mentorship: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM mentorships x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, mentorship)
    }

    /// Where the student of the pair is whom it was made for.
    public func studentPlace(ofGrowthBuddy pair: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM growth_buddies x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, pair)
    }

    /// The school that a counselling room belongs to.
    public func school(ofCounsellingRoom room: Identifier) throws -> Identifier? {
        try first("SELECT school_id FROM counselling_rooms WHERE id = $1", [.identifier(room)]) { row in
            try row.identifier(0)
        }
    }

    /// The school whose duty roster has this line.
    public func school(ofDuty duty: Identifier) throws -> Identifier? {
        try first("SELECT school_id FROM duty_turns WHERE id = $1", [.identifier(duty)]) { row in
            try row.identifier(0)
        }
    }

    public func studentPlace(ofCrisisCase crisis: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM crisis_cases x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, crisis)
    }

    public func studentPlace(ofTraumaReport report: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM trauma_reports x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, report)
    }

    public func studentPlace(ofSpecialReview review: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM special_reviews x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, review)
    }

    /// The unit that a special period is for.
    public func unit(ofSpecialPeriod period: Identifier) throws -> Identifier? {
        try first("SELECT unit_id FROM special_periods WHERE id = $1", [.identifier(period)]) { row in
            try row.identifier(0)
        }
    }

    /// Whom an interview was held with.
    public func student(ofInterview interview: Identifier) throws -> Identifier? {
        try first("SELECT student_id FROM interviews WHERE id = $1", [.identifier(interview)]) { row in
            try row.identifier(0)
        }
    }

    /// Whom an observation is about.
    public func student(ofObservation observation: Identifier) throws -> Identifier? {
        try first(
            "SELECT student_id FROM archive_records WHERE id = $1 AND topic = 'observation'",
            [.identifier(observation)]
        ) { row in try row.identifier(0) }
    }

    public func studentPlace(ofArchiveRecord record: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM archive_records x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, record)
    }

    public func studentPlace(ofAttachment attachment: Identifier) throws -> StudentPlace? {
        try studentPlace(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id
            FROM attachments x JOIN students s ON s.school_id = x.school_id AND s.id = x.student_id WHERE x.id = $1
            """, attachment)
    }

    /// Whose plan it is; nothing for one whose effect was never measured.
    public func student(ofMeasuredPlan plan: Identifier) throws -> Identifier? {
        try first(
            """
            SELECT p.student_id FROM plans p WHERE p.id = $1 AND EXISTS (
                SELECT 1 FROM plan_effects e WHERE e.school_id = p.school_id AND e.plan_id = p.id)
            """, [.identifier(plan)]
        ) { row in try row.identifier(0) }
    }

    /// The school that a campaign belongs to.
    public func school(ofCampaign campaign: Identifier) throws -> Identifier? {
        try first("SELECT school_id FROM campaigns WHERE id = $1", [.identifier(campaign)]) { row in
            try row.identifier(0)
        }
    }

    /// The unit that a roster is imported into.
    public func unit(ofRosterImport rosterImport: Identifier) throws -> Identifier? {
        try first("SELECT unit_id FROM roster_imports WHERE id = $1", [.identifier(rosterImport)]) { row in
            try row.identifier(0)
        }
    }

    public func accountPlace(_ account: Identifier) throws -> AccountPlace? {
        try accountPlace(
            """
            SELECT a.id, coalesce(a.unit_id, s.class_id, s.school_id)
            FROM accounts a LEFT JOIN students s ON s.id = a.student_id WHERE a.id = $1
            """, account)
    }

    /// Where the account is that a grant is for.
    public func accountPlace(ofGrant grant: Identifier) throws -> AccountPlace? {
        try accountPlace(
            """
            SELECT a.id, coalesce(a.unit_id, s.class_id, s.school_id)
            FROM grants g JOIN accounts a ON a.id = g.account_id LEFT JOIN students s ON s.id = a.student_id
            WHERE g.id = $1
            """, grant)
    }

    private func accountPlace(_ sql: StaticString, _ identifier: Identifier) throws -> AccountPlace? {
        try first(sql, [.identifier(identifier)]) { row in
            AccountPlace(accountID: try row.identifier(0), unitID: try row.optionalIdentifier(1))
        }
    }

    private func studentPlace(_ sql: StaticString, _ identifier: Identifier) throws -> StudentPlace? {
        try first(sql, [.identifier(identifier)]) { row in
            StudentPlace(
                studentID: try row.identifier(0), schoolID: try row.identifier(1),
                classID: try row.optionalIdentifier(2), dormID: try row.optionalIdentifier(3))
        }
    }
}
