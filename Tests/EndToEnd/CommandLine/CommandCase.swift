/// One line that a person types, and what must come of it.
struct CommandCase: Sendable {
    /// Who types it: a session of the sample people.
    enum Person: String, CaseIterable, Sendable {
        case student, peer, teacher, gradeLead, mentor, counsellor, lead, expert, secondExpert, liaison, supervisor
        case registrar, security, instruments, reporter
        /// The counsellor of the neighbouring school.
        case neighbour
        /// Without a session.
        case nobody
    }

    enum Kind: Sendable {
        /// Typed in both languages and with `--json`.
        case reads
        /// Typed twice under one idempotency key, the second time with `--json`: both times the same is done once.
        case changes
        /// Changes, without an idempotency key: typed once, with `--json` where it has that.
        case once
        /// Goes on until it is ended.
        case follows
        /// Has no `--json`: it speaks to no daemon, or prints what is JSON anyhow.
        case plain
    }

    enum Outcome: Sendable {
        /// It ends with 0, and prints all of these, in English and Chinese.
        case says([String], [String])
        /// It ends with this code and says all of these.
        case refuses(Int32, [String], [String])
    }

    /// What a later line calls by this name: the member that is found along the path in the answer as JSON; the line
    /// that is printed when the path is empty.
    struct Kept: Sendable {
        let name: String
        let path: [String]
    }

    /// The command and its arguments, divided by blanks; `{name}` stands for what is known by that name.
    let line: String
    let person: Person
    let kind: Kind
    let input: String
    let outcome: Outcome
    let kept: Kept?

    /// The command alone, as `care list`.
    func path(among commands: Set<String>) -> String? {
        let words = line.split(separator: " ").map(String.init)
        return (1...2).reversed().lazy.map { words.prefix($0).joined(separator: " ") }.first { commands.contains($0) }
    }

    // MARK: - As they are written in the tables

    static func reads(
        _ line: String, _ person: Person, says english: [String] = [], zh chinese: [String] = [],
        keeps kept: Kept? = nil
    ) -> CommandCase {
        CommandCase(
            line: line, person: person, kind: .reads, input: "", outcome: .says(english, chinese), kept: kept)
    }

    static func changes(
        _ line: String, _ person: Person, input: String = "", says english: [String] = [], keeps kept: Kept? = nil
    ) -> CommandCase {
        CommandCase(
            line: line, person: person, kind: .changes, input: input, outcome: .says(english, []), kept: kept)
    }

    static func once(
        _ line: String, _ person: Person, input: String = "", says english: [String] = [], keeps kept: Kept? = nil
    ) -> CommandCase {
        CommandCase(line: line, person: person, kind: .once, input: input, outcome: .says(english, []), kept: kept)
    }

    static func follows(_ line: String, _ person: Person, says english: [String]) -> CommandCase {
        CommandCase(line: line, person: person, kind: .follows, input: "", outcome: .says(english, []), kept: nil)
    }

    static func plain(
        _ line: String, _ person: Person, input: String = "", says english: [String] = [], zh chinese: [String] = []
    ) -> CommandCase {
        CommandCase(
            line: line, person: person, kind: .plain, input: input, outcome: .says(english, chinese), kept: nil)
    }

    /// Refused: it is typed in both languages.
    static func refused(
        _ line: String, _ person: Person, input: String = "", _ code: Int32 = 1, says english: [String] = [],
        zh chinese: [String] = []
    ) -> CommandCase {
        CommandCase(
            line: line, person: person, kind: .reads, input: input, outcome: .refuses(code, english, chinese), kept: nil
        )
    }
}

extension CommandCase.Kept {
    /// The line that is printed.
    static func line(_ name: String) -> CommandCase.Kept { CommandCase.Kept(name: name, path: []) }

    /// As `answer("first", "slots.0.startsAt")`: a number is a place in a list, counted from 0; `*` is the first in which
    /// the rest is found.
    static func answer(_ name: String, _ path: String) -> CommandCase.Kept {
        CommandCase.Kept(name: name, path: path.split(separator: ".").map(String.init))
    }
}
