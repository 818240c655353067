public import Domain

/// Special circumstances (重点关注类别): records of the archive that hold now. Which they are is sealed; that a student has
/// any is not, like a place on the care list.
extension ReadTransaction {
    /// Students of a school who have any circumstance now, by id, from after `after` on. Who has left or is erased has
    /// none here.
    public func studentsWithCircumstances(
        ofSchool school: Identifier, at now: Timestamp, after: Identifier = .installation
    ) throws -> [StudentPlace] {
        try all(
            """
            SELECT DISTINCT s.id, s.school_id, s.class_id, s.dorm_id
            FROM archive_records r JOIN students s ON s.school_id = r.school_id AND s.id = r.student_id
                AND s.state IN ('enrolled', 'suspended')
            WHERE r.school_id = $1 AND r.topic = 'circumstance' AND r.state = 'standing' AND r.student_id > $3
                AND (r.ends_at IS NULL OR r.ends_at > $2)
            ORDER BY s.id
            """, [.identifier(school), .time(now), .identifier(after)]
        ) { row in
            StudentPlace(
                studentID: try row.identifier(0), schoolID: try row.identifier(1),
                classID: try row.optionalIdentifier(2), dormID: try row.optionalIdentifier(3))
        }
    }

    /// The circumstances of a student that hold now, those that began first in front. There are none of a student who is
    /// erased, and must not keep others out of a list.
    public func circumstances(of student: Identifier, at now: Timestamp) throws -> [ArchiveRecord] {
        do {
            return try openedCircumstances(of: student, at: now)
        } catch StoreError.ownerErased {
            return []
        }
    }

    private func openedCircumstances(of student: Identifier, at now: Timestamp) throws -> [ArchiveRecord] {
        try all(
            """
            SELECT r.school_id, r.id, r.student_id, r.topic, r.state, r.author_id, r.recorded_at, v.version, v.change,
                v.author_id, v.recorded_at, v.at, v.ends_at, v.content_sealed, v.reason_sealed
            FROM archive_records r JOIN archive_record_versions v
                ON v.school_id = r.school_id AND v.record_id = r.id AND v.version = r.version
            WHERE r.student_id = $1 AND r.topic = 'circumstance' AND r.state = 'standing'
                AND (r.ends_at IS NULL OR r.ends_at > $2)
            ORDER BY r.at, r.id
            """, [.identifier(student), .time(now)], archiveRecord)
    }

    /// The categories of all students of a school who have any now.
    public func circumstanceCategories(
        ofSchool school: Identifier, at now: Timestamp
    ) throws -> [Identifier: Set<CircumstanceCategory>] {
        var categories: [Identifier: Set<CircumstanceCategory>] = [:]
        for place in try studentsWithCircumstances(ofSchool: school, at: now) {
            for record in try circumstances(of: place.studentID, at: now) {
                guard case .circumstance(let circumstance) = record.version.content else { continue }
                categories[place.studentID, default: []].insert(circumstance.category)
            }
        }
        return categories
    }
}
