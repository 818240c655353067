/// The steps that generated code takes into the messages of a field.
extension SensitivityWalk {
    /// Redacts the message in the field `name`.
    public mutating func redact(_ name: StaticString, _ message: inout some Redactable) {
        enter(name)
        message.redact(&self)
        leave()
    }

    /// Redacts every message in the repeated field `name`.
    public mutating func redact<Element: Redactable>(_ name: StaticString, _ messages: inout [Element]) {
        enter(name)
        for index in messages.indices { messages[index].redact(&self) }
        leave()
    }

    /// Redacts every message in the map `name`. Keys are not part of a path: they may name somebody.
    public mutating func redact<Key, Element: Redactable>(_ name: StaticString, _ messages: inout [Key: Element]) {
        enter(name)
        for index in messages.values.indices { messages.values[index].redact(&self) }
        leave()
    }

    /// Names the filters that are set in the message of the field `name`.
    public mutating func nameFilters(_ name: StaticString, in message: some FilteredMessage) {
        enter(name)
        message.nameFilters(&self)
        leave()
    }

    /// Names the filters that are set in any message of the repeated field `name`.
    public mutating func nameFilters(_ name: StaticString, in messages: [some FilteredMessage]) {
        enter(name)
        for message in messages { message.nameFilters(&self) }
        leave()
    }

    /// Names the filters that are set in any message of the map `name`.
    public mutating func nameFilters<Key>(_ name: StaticString, in messages: [Key: some FilteredMessage]) {
        enter(name)
        for message in messages.values { message.nameFilters(&self) }
        leave()
    }
}
