public import Domain

/// Reads what `FieldEncoder` wrote.
public struct FieldDecoder: Sendable {
    private let bytes: [UInt8]
    private var fields: [(tag: UInt8, range: Range<Int>)] = []

    /// - Throws: `StoreError.fieldsDamaged` if the bytes do not part into fields.
    public init(_ bytes: [UInt8]) throws(StoreError) {
        self.bytes = bytes
        var position = 0
        while position < bytes.count {
            let tag = bytes[position]
            position += 1
            let count = try FieldDecoder.length(in: bytes, at: &position)
            guard count <= bytes.count - position else { throw .fieldsDamaged }
            fields.append((tag, position..<position + count))
            position += count
        }
    }

    /// Each tag once, in the order in which they were written.
    public var tags: [UInt8] {
        var tags: [UInt8] = []
        for field in fields where !tags.contains(field.tag) { tags.append(field.tag) }
        return tags
    }

    /// Nothing, like all that follow, if there is no such field.
    public func optionalBytes(_ tag: UInt8) -> [UInt8]? {
        fields.first { $0.tag == tag }.map { Array(bytes[$0.range]) }
    }

    public func optionalText(_ tag: UInt8) throws(StoreError) -> String? {
        guard let field = fields.first(where: { $0.tag == tag }) else { return nil }
        return try text(field.range)
    }

    public func optionalInteger(_ tag: UInt8) throws(StoreError) -> Int64? {
        guard let range = fields.first(where: { $0.tag == tag })?.range else { return nil }
        guard (1...8).contains(range.count) else { throw .fieldsDamaged }
        // Starts from the sign.
        return bytes[range].reduce(bytes[range.lowerBound] & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int64($1) }
    }

    public func optionalIdentifier(_ tag: UInt8) throws(StoreError) -> Identifier? {
        guard let bytes = optionalBytes(tag) else { return nil }
        guard let identifier = Identifier(bytes: bytes) else { throw .fieldsDamaged }
        return identifier
    }

    public func optionalTimestamp(_ tag: UInt8) throws(StoreError) -> Timestamp? {
        try optionalInteger(tag).map(Timestamp.init(milliseconds:))
    }

    public func optionalState<State: RawRepresentable<String>>(
        _ tag: UInt8, as type: State.Type = State.self
    ) throws(StoreError) -> State? {
        guard let word = try optionalText(tag) else { return nil }
        guard let state = State(rawValue: word) else { throw .fieldsDamaged }
        return state
    }

    /// - Throws: `StoreError.fieldsDamaged`, like all that follow, if there is no such field.
    public func bytes(_ tag: UInt8) throws(StoreError) -> [UInt8] { try present(optionalBytes(tag)) }
    public func text(_ tag: UInt8) throws(StoreError) -> String { try present(try optionalText(tag)) }
    public func integer(_ tag: UInt8) throws(StoreError) -> Int64 { try present(try optionalInteger(tag)) }
    public func identifier(_ tag: UInt8) throws(StoreError) -> Identifier { try present(try optionalIdentifier(tag)) }
    public func timestamp(_ tag: UInt8) throws(StoreError) -> Timestamp { try present(try optionalTimestamp(tag)) }

    public func state<State: RawRepresentable<String>>(
        _ tag: UInt8, as type: State.Type = State.self
    ) throws(StoreError) -> State {
        try present(try optionalState(tag))
    }

    /// All fields of the tag, in order.
    public func texts(_ tag: UInt8) throws(StoreError) -> [String] {
        var texts: [String] = []
        for field in fields where field.tag == tag { texts.append(try text(field.range)) }
        return texts
    }

    /// The fields within each field of the tag, in order.
    public func nested(_ tag: UInt8) throws(StoreError) -> [FieldDecoder] {
        var nested: [FieldDecoder] = []
        for field in fields where field.tag == tag { nested.append(try FieldDecoder(Array(bytes[field.range]))) }
        return nested
    }

    private func present<Field>(_ field: Field?) throws(StoreError) -> Field {
        guard let field else { throw .fieldsDamaged }
        return field
    }

    private func text(_ range: Range<Int>) throws(StoreError) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else { throw .fieldsDamaged }
        return text
    }

    private static func length(in bytes: [UInt8], at position: inout Int) throws(StoreError) -> Int {
        var length = 0
        // Four bytes hold 256 MiB, more than any column.
        for shift in stride(from: 0, through: 21, by: 7) {
            guard position < bytes.count else { throw .fieldsDamaged }
            let byte = bytes[position]
            position += 1
            length |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return length }
        }
        throw .fieldsDamaged
    }
}
