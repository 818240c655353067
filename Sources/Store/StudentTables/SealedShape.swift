internal import Domain

/// How the bytes of a sealed column read, in names that a file can keep: the tags are those that the record of the column
/// writes (`FieldEncoder`). A tag that is missing here is told as `field_<tag>`, and a test over every kind of record
/// finds none of those.
indirect enum SealedShape: Sendable {
    /// The whole value is a text, told under this name.
    case text(String)
    case fields([UInt8: Field])
    /// The answers of a sheet.
    case answers
    /// The scores of a result.
    case scores
    /// The norms that a result was compared with, and how it stands in them.
    case norms
    /// A piece of a file, told under this name.
    case bytes(String)

    struct Field: Sendable {
        let name: String
        let form: Form
    }

    indirect enum Form: Sendable {
        case text
        /// All fields of the tag.
        case texts
        case number
        case moment
        /// Days since 1970.
        case day
        case person
        case link
        /// Fields within the field, for each field of the tag.
        case nested([UInt8: Field])
        /// Not told: of no use to whoever reads.
        case left
    }

    /// - Throws: `StoreError.fieldsDamaged`.
    func told(_ bytes: [UInt8]) throws(StoreError) -> [DetailField] {
        switch self {
        case .text(let name): return [DetailField(name, .text(String(decoding: bytes, as: UTF8.self)))]
        case .bytes(let name): return [DetailField(name, .bytes(bytes))]
        case .scores: return [DetailField("scores", .scores(bytes))]
        case .norms: return [DetailField("norms", .norms(bytes))]
        case .answers:
            guard let answers = SheetAnswers(bytes: bytes) else { throw .fieldsDamaged }
            return [
                DetailField(
                    "answers", .list(answers.values.map { $0 == SheetAnswers.missing ? .nothing : .number(Int64($0)) })),
                DetailField("milliseconds", .list(answers.elapsed.map { .number(Int64($0)) })),
            ]
        case .fields(let shape): return try Self.told(try FieldDecoder(bytes), shape)
        }
    }

    private static func told(_ fields: FieldDecoder, _ shape: [UInt8: Field]) throws(StoreError) -> [DetailField] {
        var told: [DetailField] = []
        for tag in fields.tags {
            guard let field = shape[tag] else {
                told.append(DetailField("field_\(tag)", .nothing))
                continue
            }
            if let value = try value(tag, of: fields, field.form) { told.append(DetailField(field.name, value)) }
        }
        return told
    }

    private static func value(
        _ tag: UInt8, of fields: FieldDecoder, _ form: Form
    ) throws(StoreError) -> DetailValue? {
        switch form {
        case .text: return .text(try fields.text(tag))
        case .texts: return .list(try fields.texts(tag).map { .text($0) })
        case .number: return .number(try fields.integer(tag))
        case .moment: return .moment(try fields.timestamp(tag))
        case .day: return .text(CalendarDate(daysSinceEpoch: Int(try fields.integer(tag))).description)
        case .person: return .person(try fields.identifier(tag))
        case .link: return .link(try fields.identifier(tag))
        case .left: return nil
        case .nested(let shape):
            var list: [DetailValue] = []
            for nested in try fields.nested(tag) { list.append(.record(try told(nested, shape))) }
            return .list(list)
        }
    }
}

extension SealedShape.Field: ExpressibleByStringLiteral {
    /// A text of this name.
    init(stringLiteral name: String) { self.init(name: name, form: .text) }

    static func texts(_ name: String) -> Self { Self(name: name, form: .texts) }
    static func number(_ name: String) -> Self { Self(name: name, form: .number) }
    static func moment(_ name: String) -> Self { Self(name: name, form: .moment) }
    static func day(_ name: String) -> Self { Self(name: name, form: .day) }
    static func person(_ name: String) -> Self { Self(name: name, form: .person) }
    static func link(_ name: String) -> Self { Self(name: name, form: .link) }
    static func nested(_ name: String, _ shape: [UInt8: Self]) -> Self { Self(name: name, form: .nested(shape)) }
    static let left = Self(name: "", form: .left)
}
