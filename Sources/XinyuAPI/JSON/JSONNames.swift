public import SwiftProtobuf

/// A message whose fields' names in JSON are known to `AnswerEncoder`. Generated for what answers are made of.
public protocol JSONNamedMessage: Message {
    /// Quotes, name and colon of the field with this number.
    static func jsonName(ofField number: Int) -> StaticString?
}

/// An enumeration whose values' names in JSON are known to `AnswerEncoder`. Generated for what answers are made of.
public protocol JSONNamedEnum: SwiftProtobuf.Enum {
    /// Name in quotes of the value with this number.
    static func jsonName(ofValue number: Int) -> StaticString?
}
