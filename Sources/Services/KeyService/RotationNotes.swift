internal import Domain
internal import Store

/// What a rotation keeps beside its row until it ends, so that it can go on after a kill and still tell what was there
/// before it began.
struct RotationNotes: Sendable {
    let rotation: Identifier
    let before: TermCounts
    /// Sealed anew so far.
    var sealedValues: Int
}

extension RotationNotes {
    fileprivate static let beforeName = "data_key_rotation.before"
    fileprivate static let sealedValuesName = "data_key_rotation.sealed_values"
}

extension ReadTransaction {
    /// Nothing if the rotation has not counted yet.
    func notes(of rotation: Identifier) throws -> RotationNotes? {
        guard let lines = try setting(RotationNotes.beforeName)?.split(separator: "\n"),
            lines.first.flatMap({ Identifier($0) }) == rotation,
            let before = TermCounts(lines: Array(lines.dropFirst())),
            let sealedValues = try setting(RotationNotes.sealedValuesName).flatMap({ Int($0) })
        else { return nil }
        return RotationNotes(rotation: rotation, before: before, sealedValues: sealedValues)
    }
}

extension WriteTransaction {
    func keep(_ notes: RotationNotes) throws {
        let lines = [notes.rotation.description] + notes.before.lines
        try set(RotationNotes.beforeName, to: lines.joined(separator: "\n"))
        try set(RotationNotes.sealedValuesName, to: String(notes.sealedValues))
    }

    func setSealedValues(_ count: Int) throws {
        try set(RotationNotes.sealedValuesName, to: String(count))
    }

    func removeRotationNotes() throws {
        try removeSetting(RotationNotes.beforeName)
        try removeSetting(RotationNotes.sealedValuesName)
    }
}
