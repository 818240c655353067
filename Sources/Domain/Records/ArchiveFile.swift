internal import Foundation

/// The archive of one student as a file tells it, for another school or for a guardian: JSON, format 1. `docs/records.md`
/// has its table of fields.
public struct ArchiveFile: Sendable, Equatable, Codable {
    public static let format = "xinyu-archive-1"

    public enum Purpose: String, Sendable, Codable {
        /// For the school that the student goes to.
        case transfer
        /// For a guardian or the student (个人信息保护法 45).
        case copy
    }

    /// Who the archive is about.
    public struct Student: Sendable, Equatable, Codable {
        public struct Contact: Sendable, Equatable, Codable {
            public let relation: String
            public let name: String
            public let phone: String

            public init(relation: String, name: String, phone: String) {
                self.relation = relation
                self.name = name
                self.phone = phone
            }
        }

        public let name: String
        public let number: String
        public let nationalID: String?
        public let sex: String?
        public let birthDate: String?
        public let contacts: [Contact]

        public init(
            name: String, number: String, nationalID: String?, sex: String?, birthDate: String?, contacts: [Contact]
        ) {
            self.name = name
            self.number = number
            self.nationalID = nationalID
            self.sex = sex
            self.birthDate = birthDate
            self.contacts = contacts
        }
    }

    public struct Record: Sendable, Equatable, Codable {
        public let topic: String
        public let kind: String
        public let id: String
        /// ISO 8601, UTC.
        public let at: String
        public let sensitivity: String
        public let content: [String: PlainValue]

        public init(
            topic: String, kind: String, id: String, at: String, sensitivity: String, content: [String: PlainValue]
        ) {
            self.topic = topic
            self.kind = kind
            self.id = id
            self.at = at
            self.sensitivity = sensitivity
            self.content = content
        }
    }

    public let format: String
    public let purpose: Purpose
    public let madeAt: String
    public let school: String
    public let student: Student
    /// By time.
    public let records: [Record]
    /// What is not in here though it is there, and on what ground.
    public let withheld: [WithheldPart]

    public init(
        purpose: Purpose, madeAt: Timestamp, school: String, student: Student, records: [Record],
        withheld: [WithheldPart]
    ) {
        format = Self.format
        self.purpose = purpose
        self.madeAt = madeAt.iso8601
        self.school = school
        self.student = student
        self.records = records
        self.withheld = withheld
    }

    /// One object with its members in the order of their names.
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    /// - Throws: `ArchiveFileError`.
    public init(json: [UInt8]) throws(ArchiveFileError) {
        guard let file = try? JSONDecoder().decode(ArchiveFile.self, from: Data(json)) else { throw .malformed }
        guard file.format == Self.format else { throw .unknownFormat(file.format) }
        self = file
    }
}

extension ArchiveFile.Record {
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    /// - Throws: `ArchiveFileError`.
    public init(json: [UInt8]) throws(ArchiveFileError) {
        guard let record = try? JSONDecoder().decode(Self.self, from: Data(json)) else { throw .malformed }
        self = record
    }
}

/// What was withheld from a file.
public struct WithheldPart: Sendable, Equatable, Codable {
    public enum Part: String, Sendable, Codable, CaseIterable {
        /// Matters under the protocol for bullying, violence and sexual assault.
        case trauma
        /// Notes of interviews and conversations in the words of who held them.
        case interviewNotes = "interview_notes"
        /// What third persons have told.
        case thirdPersons = "third_persons"
        /// The bytes of files that were attached.
        case attachments
        /// Of archives that other schools had handed over, what is any of the former.
        case received
    }

    public let part: Part
    /// How many records.
    public let count: Int

    public init(_ part: Part, count: Int) {
        self.part = part
        self.count = count
    }
}

/// Why a file is not taken for an archive.
public enum ArchiveFileError: Error, Sendable, Equatable, CustomStringConvertible {
    case malformed
    case unknownFormat(String)

    public var description: String {
        switch self {
        case .malformed: "this is not an archive: it does not read as \(ArchiveFile.format)"
        case .unknownFormat(let format): "this archive has format \(format); a newer Xinyu reads it"
        }
    }
}
