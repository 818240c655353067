internal import FoundationEssentials
internal import SwiftProtobuf

/// Writes a message as protobuf's JSON, byte for byte as swift-protobuf does, several times as fast: names are generated
/// with their quotes, and texts that need no escape are copied whole. Every answer of the daemon goes through here.
///
/// What answers are not made of is not known here: see `Unsupported`.
struct AnswerEncoder: Visitor {
    /// The message holds something that only swift-protobuf writes.
    struct Unsupported: Error {}

    private(set) var text: [UInt8] = []
    /// Of the message whose fields are being written.
    private var names: any JSONNamedMessage.Type
    /// What stands before the next field or element.
    private var separator: UInt8?
    /// A key of a map stands before the value already.
    private var isInMap = false

    /// - Returns: nothing if swift-protobuf has to write it.
    static func encode<Answer: Message>(_ answer: Answer) throws -> [UInt8]? {
        guard let names = Answer.self as? any JSONNamedMessage.Type else { return nil }
        var encoder = AnswerEncoder(names: names)
        do {
            try encoder.object(answer, names)
        } catch is Unsupported {
            return nil
        }
        return encoder.text
    }

    private init(names: any JSONNamedMessage.Type) {
        self.names = names
        text.reserveCapacity(512)
    }

    // MARK: Structure

    private mutating func startField(_ number: Int) throws {
        guard !isInMap else { return }
        if let separator { text.append(separator) }
        separator = UInt8(ascii: ",")
        guard let name = names.jsonName(ofField: number) else { throw Unsupported() }
        text.append(name)
    }

    private mutating func object(_ message: some Message, _ names: any JSONNamedMessage.Type) throws {
        let outer = (self.names, isInMap)
        (self.names, isInMap, separator) = (names, false, nil)
        text.append(UInt8(ascii: "{"))
        try message.traverse(visitor: &self)
        text.append(UInt8(ascii: "}"))
        (self.names, isInMap) = outer
        separator = UInt8(ascii: ",")
    }

    private mutating func elements<Element>(
        _ elements: [Element], _ number: Int, _ write: (inout Self, Element) throws -> Void
    ) throws {
        try startField(number)
        text.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            try write(&self, element)
        }
        text.append(UInt8(ascii: "]"))
    }

    private mutating func map<Key, Value>(
        _ map: [Key: Value], _ number: Int, _ write: (inout Self, Value) throws -> Void
    ) throws {
        try startField(number)
        text.append(UInt8(ascii: "{"))
        let outer = isInMap
        isInMap = true
        var isFirst = true
        for (key, value) in map {
            guard let key = key as? String else { throw Unsupported() }
            if !isFirst { text.append(UInt8(ascii: ",")) }
            isFirst = false
            text.append(quoted: key)
            text.append(UInt8(ascii: ":"))
            try write(&self, value)
        }
        isInMap = outer
        text.append(UInt8(ascii: "}"))
    }

    // MARK: Values

    private mutating func message<M: Message>(_ value: M) throws {
        if let moment = value as? Google_Protobuf_Timestamp {
            guard text.append(quoted: moment) else { throw Unsupported() }
        } else if let names = M.self as? any JSONNamedMessage.Type {
            try object(value, names)
        } else {
            throw Unsupported()
        }
    }

    private mutating func word<E: Enum>(_ value: E) throws {
        guard let names = E.self as? any JSONNamedEnum.Type else { throw Unsupported() }
        if let name = names.jsonName(ofValue: value.rawValue) {
            text.append(name)
        } else {
            text.append(decimal: value.rawValue)
        }
    }

    private mutating func number(_ value: some FixedWidthInteger, _ field: Int) throws {
        try startField(field)
        text.append(decimal: value)
    }

    /// What does not fit a JSON number of every reader stands in quotes.
    private mutating func wideNumber(_ value: some FixedWidthInteger, _ field: Int) throws {
        try startField(field)
        text.append(quoted: value)
    }

    // MARK: Visitor

    mutating func visitUnknown(bytes: Data) {}

    mutating func visitSingularDoubleField(value: Double, fieldNumber: Int) throws { throw Unsupported() }
    mutating func visitSingularBytesField(value: Data, fieldNumber: Int) throws { throw Unsupported() }

    mutating func visitSingularInt32Field(value: Int32, fieldNumber: Int) throws { try number(value, fieldNumber) }
    mutating func visitSingularUInt32Field(value: UInt32, fieldNumber: Int) throws { try number(value, fieldNumber) }
    mutating func visitSingularInt64Field(value: Int64, fieldNumber: Int) throws { try wideNumber(value, fieldNumber) }
    mutating func visitSingularUInt64Field(value: UInt64, fieldNumber: Int) throws {
        try wideNumber(value, fieldNumber)
    }

    mutating func visitSingularBoolField(value: Bool, fieldNumber: Int) throws {
        try startField(fieldNumber)
        text.append(value ? "true" : "false")
    }

    mutating func visitSingularStringField(value: String, fieldNumber: Int) throws {
        try startField(fieldNumber)
        text.append(quoted: value)
    }

    mutating func visitSingularEnumField<E: Enum>(value: E, fieldNumber: Int) throws {
        try startField(fieldNumber)
        try word(value)
    }

    mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) throws {
        try startField(fieldNumber)
        try message(value)
    }

    mutating func visitRepeatedDoubleField(value: [Double], fieldNumber: Int) throws { throw Unsupported() }
    mutating func visitRepeatedBytesField(value: [Data], fieldNumber: Int) throws { throw Unsupported() }

    mutating func visitRepeatedInt32Field(value: [Int32], fieldNumber: Int) throws {
        try elements(value, fieldNumber) { $0.text.append(decimal: $1) }
    }

    mutating func visitRepeatedUInt32Field(value: [UInt32], fieldNumber: Int) throws {
        try elements(value, fieldNumber) { $0.text.append(decimal: $1) }
    }

    mutating func visitRepeatedSInt32Field(value: [Int32], fieldNumber: Int) throws {
        try visitRepeatedInt32Field(value: value, fieldNumber: fieldNumber)
    }

    mutating func visitRepeatedSFixed32Field(value: [Int32], fieldNumber: Int) throws {
        try visitRepeatedInt32Field(value: value, fieldNumber: fieldNumber)
    }

    mutating func visitRepeatedFixed32Field(value: [UInt32], fieldNumber: Int) throws {
        try visitRepeatedUInt32Field(value: value, fieldNumber: fieldNumber)
    }

    mutating func visitRepeatedSInt64Field(value: [Int64], fieldNumber: Int) throws {
        try visitRepeatedInt64Field(value: value, fieldNumber: fieldNumber)
    }

    mutating func visitRepeatedSFixed64Field(value: [Int64], fieldNumber: Int) throws {
        try visitRepeatedInt64Field(value: value, fieldNumber: fieldNumber)
    }

    mutating func visitRepeatedFixed64Field(value: [UInt64], fieldNumber: Int) throws {
        try visitRepeatedUInt64Field(value: value, fieldNumber: fieldNumber)
    }

    mutating func visitRepeatedInt64Field(value: [Int64], fieldNumber: Int) throws {
        try elements(value, fieldNumber) { $0.text.append(quoted: $1) }
    }

    mutating func visitRepeatedUInt64Field(value: [UInt64], fieldNumber: Int) throws {
        try elements(value, fieldNumber) { $0.text.append(quoted: $1) }
    }

    mutating func visitRepeatedBoolField(value: [Bool], fieldNumber: Int) throws {
        try elements(value, fieldNumber) { $0.text.append($1 ? "true" : "false") }
    }

    mutating func visitRepeatedStringField(value: [String], fieldNumber: Int) throws {
        try elements(value, fieldNumber) { $0.text.append(quoted: $1) }
    }

    mutating func visitRepeatedEnumField<E: Enum>(value: [E], fieldNumber: Int) throws {
        try elements(value, fieldNumber) { try $0.word($1) }
    }

    mutating func visitRepeatedMessageField<M: Message>(value: [M], fieldNumber: Int) throws {
        try elements(value, fieldNumber) { try $0.message($1) }
    }

    mutating func visitMapField<KeyType, ValueType: MapValueType>(
        fieldType: _ProtobufMap<KeyType, ValueType>.Type, value: _ProtobufMap<KeyType, ValueType>.BaseType,
        fieldNumber: Int
    ) throws {
        try map(value, fieldNumber) { try ValueType.visitSingular(value: $1, fieldNumber: 2, with: &$0) }
    }

    mutating func visitMapField<KeyType, ValueType>(
        fieldType: _ProtobufEnumMap<KeyType, ValueType>.Type, value: _ProtobufEnumMap<KeyType, ValueType>.BaseType,
        fieldNumber: Int
    ) throws where ValueType.RawValue == Int {
        try map(value, fieldNumber) { try $0.word($1) }
    }

    mutating func visitMapField<KeyType, ValueType>(
        fieldType: _ProtobufMessageMap<KeyType, ValueType>.Type,
        value: _ProtobufMessageMap<KeyType, ValueType>.BaseType, fieldNumber: Int
    ) throws {
        try map(value, fieldNumber) { try $0.message($1) }
    }
}
