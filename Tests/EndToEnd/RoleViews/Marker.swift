/// Something that is told of a student, and is found again wherever it comes out.
///
/// Texts carry the marker itself. What cannot be written freely, as a name, a score or a level, has a value that nothing
/// else of the school has.
struct Marker: Hashable, Sendable, CustomStringConvertible {
    /// What kind of thing it is. Held closely in the order of the groups; `domain.md` §2.
    enum Sort: String, CaseIterable, Sendable {
        // Who is in the class.
        case studentName, studentNumber, birthDate, guardianName, guardianPhone
        // Attention level, support advice, and the measures that are the reader's own.
        case careLevel, advice, teacherMeasure, mentorMeasure, mentorContact
        // Scores, bands, plans, observations.
        case score, band, machineLevel, criticalItem
        case careReason, planGoal, counsellorMeasure, planReason, reviewParticipant, measureNote
        case observation, dayNote, dormNote, information, outsideText
        case question, summary, opinion, conflict
        case referralReason, referralSummary, senderContact, consentNote
        case crisisReason, crisisStep, pointNote, caseReport, lesson, trauma, reviewFinding
        case circumstance, circumstanceNote, archiveInformation, informant, correctionReason, withdrawalReason
        // Why nothing may go, why everything must, and what another school has written.
        case holdReason, erasureReason, received
        // Single answers, interview notes, what a student wrote, and files.
        case answers, elapsed, interviewNotes, appointmentRequest, counsellingNotes, feedback, followUp
        case attachmentName, attachmentNote, attachmentBytes, attachmentReason
        // Of staff and of the log, and of no student.
        case mentorReason, grantReason, purpose, outsideReference
    }

    /// One student's things are in scope for those whose things of another are not.
    enum Student: String, CaseIterable, Sendable {
        /// Of the class teacher's class, the mentor's, the expert's and the hospital's student, and the student who reads.
        case own
        /// Of the same class, in a crisis.
        case classmate
        /// Of the same class, the own student's growth buddy, and on no list.
        case friend
        /// Of another class of the same grade.
        case otherClass
        /// About nobody in particular.
        case nobody
    }

    let sort: Sort
    let student: Student

    init(_ sort: Sort, _ student: Student) {
        self.sort = sort
        self.student = student
    }

    /// What is written where the text is free.
    var text: String { "zz-\(sort)-\(student)-zz" }

    var description: String { "\(sort) of \(student)" }

    /// What is looked for in an answer.
    var needle: String { Self.values[self] ?? text }

    /// What cannot be written freely.
    private static let values: [Marker: String] = {
        var values: [Marker: String] = [:]
        for (student, person) in MarkedRoster.people {
            values[Marker(.studentName, student)] = person.name
            values[Marker(.studentNumber, student)] = person.number
            values[Marker(.birthDate, student)] = person.birthDate
            values[Marker(.guardianName, student)] = person.guardian
            values[Marker(.guardianPhone, student)] = person.phone
        }
        values[Marker(.score, .own)] = "17"
        values[Marker(.band, .own)] = "moderately_severe"
        // The rules suggest a crisis for item 9, and a watch for days of absence; a person has confirmed a concern.
        values[Marker(.machineLevel, .own)] = "ATTENTION_LEVEL_CRISIS"
        values[Marker(.machineLevel, .classmate)] = "ATTENTION_LEVEL_WATCH"
        values[Marker(.careLevel, .own)] = "ATTENTION_LEVEL_CONCERN"
        values[Marker(.criticalItem, .own)] = "item9"
        values[Marker(.answers, .own)] = "[2,1,2,3,1,2,1,2,3]"
        values[Marker(.elapsed, .own)] = "7919,7919"
        values[Marker(.circumstance, .own)] = "CIRCUMSTANCE_CATEGORY_LEFT_BEHIND"
        // As base64: eight times three bytes of it.
        values[Marker(.attachmentBytes, .own)] = "enotYXR0YWNobWVudEJ5dGVzLW93bi16"
        return values
    }()

    /// Those that stand somewhere in the school.
    static let all: [Marker] =
        MarkedRoster.people.keys.flatMap { student in
            [Sort.studentName, .studentNumber, .birthDate, .guardianName, .guardianPhone].map { Marker($0, student) }
        } + MarkedSchool.written

    /// The markers in an answer or an error, as JSON text.
    ///
    /// A score is looked for as it is told: `17000` thousandths, or `total 17` beside its scale.
    static func found(in json: String) -> Set<Marker> {
        // A calendar breaks its lines.
        let text = json.replacing("\\r\\n ", with: "")
        return Set(
            all.filter { marker in
                marker.sort == .score
                    ? text.contains(":17000") || text.contains("total 17") : text.contains(marker.needle)
            })
    }
}

/// Who is in the school: made up, and unlike anything else that is written in it.
enum MarkedRoster {
    struct Person: Sendable {
        let number: String
        let name: String
        let birthDate: String
        let schoolClass: String
        let guardian: String
        let phone: String
    }

    static let people: [Marker.Student: Person] = [
        .own: Person(
            number: "926100017", name: "甲明晰", birthDate: "2013-01-17", schoolClass: "八年级1班", guardian: "甲守护",
            phone: "00087650017"),
        .classmate: Person(
            number: "926100029", name: "乙明晰", birthDate: "2013-02-19", schoolClass: "八年级1班", guardian: "乙守护",
            phone: "00087650029"),
        .friend: Person(
            number: "926100037", name: "戊明晰", birthDate: "2013-05-29", schoolClass: "八年级1班", guardian: "戊守护",
            phone: "00087650037"),
        .otherClass: Person(
            number: "926100031", name: "丙明晰", birthDate: "2013-03-23", schoolClass: "八年级2班", guardian: "丙守护",
            phone: "00087650031"),
    ]

    static let csv: String =
        people.values.sorted { $0.number < $1.number }.reduce("学号,姓名,性别,出生日期,年级,班级,宿舍,监护人,联系电话\r\n") { file, person in
            file
                + "\(person.number),\(person.name),女,\(person.birthDate),八年级,\(person.schoolClass),晨曦楼,"
                + "\(person.guardian),\(person.phone)\r\n"
        }
}
