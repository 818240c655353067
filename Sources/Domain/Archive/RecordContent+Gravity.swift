extension RecordContent {
    /// Whether a correction says something that the rules of early warning have not weighed yet: a further urgent sign, a
    /// group of crisis words, or more trust. What became milder, or was only put into other words, is not told twice.
    public func isGraver(than former: RecordContent, _ words: CrisisWords) -> Bool {
        switch (self, former) {
        case (.observation(let new), .observation(let old)):
            return !Set(new.signs.filter(\.isUrgent)).isSubset(of: old.signs)
                || Self.hasFurtherWords(new.text, old.text, words)
        case (.information(let new), .information(let old)):
            return new.trust > old.trust || Self.hasFurtherWords(new.text, old.text, words)
        default: return false
        }
    }

    private static func hasFurtherWords(_ new: String, _ old: String, _ words: CrisisWords) -> Bool {
        !Set(words.groups(in: new)).isSubset(of: words.groups(in: old))
    }
}
