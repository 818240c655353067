public import Domain
public import SwiftProtobuf

/// A message that holds, itself or in a message within it, fields that not everybody may see.
///
/// Generated for each message that an answer reaches and that has, somewhere, a field with the `sensitivity` option.
public protocol Redactable: Message {
    /// The closest-held field of the message and of all messages within it. A ceiling that reaches it needs no walk.
    static var highestSensitivity: Sensitivity { get }

    /// Clears every field that lies above the walk's ceiling and names it, whether it was set or not: that a field was
    /// empty is not to be seen either.
    mutating func redact(_ walk: inout SensitivityWalk)
}
