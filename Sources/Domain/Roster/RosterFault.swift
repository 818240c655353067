/// Why a line of a roster, or the whole file, cannot be taken. Holds no cell's content.
public struct RosterFault: Error, Sendable, Hashable {
    /// From 1, the header included, as a text editor counts.
    public let line: Int
    /// The last line that was passed over with it; mostly the same.
    public let lastLine: Int
    /// The header's name of the column; empty when the whole line or file is meant.
    public let column: String
    public let reason: Reason

    public init(line: Int, lastLine: Int? = nil, column: String = "", reason: Reason) {
        self.line = line
        self.lastLine = lastLine ?? line
        self.column = column
        self.reason = reason
    }

    public enum Reason: Sendable, Hashable, CaseIterable {
        // The file.
        case noHeader
        case headerUndecodable
        case missingColumn
        case doubledColumn
        // The line.
        case fieldTooLong
        case recordTooLong
        case strayQuote
        case unclosedQuote
        case tooManyCells
        // The cell, or the line where it cannot be told.
        case undecodable
        case empty
        case tooLong
        case controlCharacter
        case numberAgainstRule
        case numberRepeated
        case sexUnknown
        case dateUnknown
        case nationalIDLength
        case nationalIDCharacters
        case nationalIDBirthDate
        case nationalIDCheck
        case nationalIDAgainstBirthDate
        case nationalIDAgainstSex
        case phoneAgainstRule
    }
}

extension RosterFault.Reason {
    init(_ reason: CSVFault.Reason) {
        switch reason {
        case .fieldTooLong: self = .fieldTooLong
        case .recordTooLong: self = .recordTooLong
        case .strayQuote: self = .strayQuote
        case .unclosedQuote: self = .unclosedQuote
        }
    }

    init(_ fault: NationalID.Fault) {
        switch fault {
        case .length: self = .nationalIDLength
        case .characters: self = .nationalIDCharacters
        case .birthDate: self = .nationalIDBirthDate
        case .checkCharacter: self = .nationalIDCheck
        }
    }

    init(_ contradiction: NationalID.Contradiction) {
        switch contradiction {
        case .birthDate: self = .nationalIDAgainstBirthDate
        case .sex: self = .nationalIDAgainstSex
        }
    }
}
