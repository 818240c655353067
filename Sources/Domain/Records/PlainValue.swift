/// A value as JSON has it; numbers are whole.
public indirect enum PlainValue: Sendable, Equatable {
    case text(String)
    case number(Int64)
    case truth(Bool)
    case list([PlainValue])
    case record([String: PlainValue])
    case null
}

extension PlainValue: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let truth = try? container.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([PlainValue].self) {
            self = .list(list)
        } else {
            self = .record(try container.decode([String: PlainValue].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .truth(let truth): try container.encode(truth)
        case .list(let list): try container.encode(list)
        case .record(let record): try container.encode(record)
        case .null: try container.encodeNil()
        }
    }
}
