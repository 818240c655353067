import Domain
import Store
import Testing

/// Records of the archive: nothing that stood in one is ever lost, and lists go page by page.
@Suite struct ArchiveRecordsContract {
    private struct Fixture {
        let installation: TestInstallation
        let school: Identifier
        let students: [Identifier]
        let author: Identifier

        init(_ engine: EngineUnderTest, students count: Int = 2) async throws {
            let installation = try engine.install()
            self.installation = installation
            school = installation.identifier()
            author = installation.identifier()
            let people = (0..<count).map { [school] _ in
                Samples.student(installation, school: school, schoolClass: nil)
            }
            students = people.map(\.record.id)
            try await installation.store.write { transaction in
                for student in people { try transaction.insert(student, indexes: .init()) }
            }
        }

        var store: Store { installation.store }

        func version(
            _ content: RecordContent, _ number: Int = 1, _ change: ArchiveRecordVersion.Change = .made,
            at seconds: Int = 0, endsAt: Timestamp? = nil, _ reason: String? = nil
        ) -> ArchiveRecordVersion {
            ArchiveRecordVersion(
                number: number, change, author: author, recordedAt: installation.now,
                at: installation.now + .seconds(seconds), endsAt: endsAt, content: content, reason: reason)
        }

        func append(_ record: ArchiveRecord) async throws -> Bool {
            try await store.write { try $0.append(versionOf: record) }
        }

        func record(_ id: Identifier) async throws -> ArchiveRecord? {
            try await store.read { try $0.archiveRecord(id) }
        }

        func versions(_ record: ArchiveRecord) async throws -> [ArchiveRecordVersion] {
            try await store.read { try $0.versions(of: record) }
        }

        @discardableResult
        func keep(
            _ content: RecordContent, student: Int = 0, at seconds: Int = 0, endsAt: Timestamp? = nil
        ) async throws -> ArchiveRecord {
            let record = ArchiveRecord(
                school: school, id: installation.identifier(), student: students[student],
                version(content, at: seconds, endsAt: endsAt))
            try await store.write { try $0.insert(record) }
            return record
        }
    }

    private static let contents: [RecordContent] = [
        .observation(.init(text: "今天没吃午饭", signs: [.eating, .deathTalk])), .observation(.init(text: "迟到")),
        .information(.init(source: .hospital, sourceDetail: "市四院", trust: .confirmed, text: "已就诊")),
        .information(.init(source: .other, trust: .hearsay, text: "听说")),
        .circumstance(
            .init(
                category: .leftBehind, since: CalendarDate("2020-02-29"), until: CalendarDate("2026-03-01"),
                source: .schoolFiles, note: "随祖父母生活")),
        .circumstance(.init(category: .economicHardship, source: .guardian)),
    ]

    @Test(arguments: EngineUnderTest.allCases)
    func aRecordComesBackAsItWas(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        for content in Self.contents {
            let record = try await fixture.keep(content, at: -5, endsAt: fixture.installation.now)
            #expect(try await fixture.record(record.id) == record)
            #expect(
                try await fixture.store.read { try $0.studentPlace(ofArchiveRecord: record.id)?.studentID }
                    == record.student)
            let observed = try await fixture.store.read { try $0.student(ofObservation: record.id) }
            #expect((observed != nil) == (record.topic == .observation))
        }
        #expect(try await fixture.record(fixture.school) == nil)
        let bytes = try fixture.installation.bytesOnDisk()
        for word in ["随祖父母生活", "left_behind", "市四院", "death_talk"] {
            #expect(!bytes.contains(Array(word.utf8)), "\(word)")
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func everyVersionStays(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        var record = try await fixture.keep(Self.contents[0])
        let first = record.version
        let second = fixture.version(Self.contents[1], 2, .corrected, at: -60, "写错了")
        record.version = second
        #expect(try await fixture.append(record))
        // Of two who change it at once, one is told.
        #expect(try await !fixture.append(record))
        let third = fixture.version(Self.contents[1], 3, .withdrawn, at: -60, "不是他")
        (record.version, record.state) = (third, .withdrawn)
        #expect(try await fixture.append(record))
        #expect(try await fixture.record(record.id) == record)
        #expect(try await fixture.versions(record) == [first, second, third])
        // It has ended.
        record.version = fixture.version(Self.contents[0], 4, .corrected, "又写")
        #expect(try await !fixture.append(record))
        #expect(try await fixture.versions(record).count == 3)
    }

    @Test(arguments: EngineUnderTest.allCases)
    func listsAreByTopicNewestFirstAndPageByPage(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        for second in 0..<7 { try await fixture.keep(Self.contents[0], at: second / 2) }
        try await fixture.keep(Self.contents[0], student: 1)
        try await fixture.keep(Self.contents[2])
        var withdrawn = try await fixture.keep(Self.contents[1], at: 9)
        (withdrawn.state, withdrawn.version) = (
            .withdrawn, fixture.version(Self.contents[1], 2, .withdrawn, at: 9, "重复")
        )
        #expect(try await fixture.append(withdrawn))

        let student = fixture.students[0]
        for size in 1...8 {
            var read: [ArchiveRecord] = []
            var before: (at: Timestamp, id: Identifier)?
            while true {
                let place = before
                let page = try await fixture.store.read {
                    try $0.archiveRecords(of: student, .observation, before: place, limit: size)
                }
                read += page
                guard page.count == size, let last = page.last else { break }
                before = (last.version.at, last.id)
            }
            #expect(read.count == 7)
            #expect(Set(read.map(\.id)).count == 7)
            #expect(read.map(\.version.at) == read.map(\.version.at).sorted(by: >))
        }
        try await fixture.store.read { [withdrawn] (transaction) throws -> Void in
            #expect(
                try transaction.archiveRecords(of: student, .observation, withWithdrawn: true, limit: 99).first
                    == withdrawn)
            #expect(try transaction.countArchiveRecords(of: student, .observation) == 7)
            #expect(try transaction.countArchiveRecords(of: student, .information) == 1)
            #expect(try transaction.countArchiveRecords(of: student, .circumstance) == 0)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func circumstancesCountWhileTheyHold(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine, students: 5)
        let now = fixture.installation.now
        try await fixture.keep(Self.contents[4], at: -100)
        try await fixture.keep(Self.contents[5], at: -200)
        try await fixture.keep(Self.contents[5], student: 1, at: -100, endsAt: now + .seconds(1))
        // Over; withdrawn; of one who has left.
        try await fixture.keep(Self.contents[5], student: 2, at: -100, endsAt: now)
        var mistake = try await fixture.keep(Self.contents[5], student: 3)
        (mistake.state, mistake.version) = (.withdrawn, fixture.version(Self.contents[5], 2, .withdrawn, "错"))
        try await fixture.keep(Self.contents[5], student: 4)
        #expect(try await fixture.append(mistake))
        try await fixture.store.write { (transaction) throws -> Void in
            var gone = try #require(try transaction.student(fixture.students[4]))
            gone.state = .left
            try transaction.update(gone)
        }
        try await fixture.store.read { (transaction) throws -> Void in
            let wanted = fixture.students[0...1].sorted()
            let found = try transaction.studentsWithCircumstances(ofSchool: fixture.school, at: now).map(\.studentID)
            #expect(found == wanted)
            #expect(
                try transaction.studentsWithCircumstances(ofSchool: fixture.school, at: now, after: wanted[0])
                    .map(\.studentID) == [wanted[1]])
            #expect(
                try transaction.circumstances(of: fixture.students[0], at: now).map(\.version.content)
                    == [Self.contents[5], Self.contents[4]])
            #expect(
                try transaction.circumstanceCategories(ofSchool: fixture.school, at: now)
                    == [
                        fixture.students[0]: [.leftBehind, .economicHardship], fixture.students[1]: [.economicHardship],
                    ])
            #expect(
                try transaction.studentsWithCircumstances(ofSchool: fixture.school, at: now + .seconds(1))
                    .map(\.studentID) == [fixture.students[0]])
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func nobodyReadsWhatIsErased(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        let record = try await fixture.keep(Self.contents[2])
        _ = try await fixture.store.erase(fixture.students[0], at: fixture.installation.now)
        await #expect(throws: StoreError.self) { try await fixture.record(record.id) }
        #expect(
            try await fixture.store.read { try $0.countArchiveRecords(of: fixture.students[0], .information) } == 1)
    }
}
