public import Domain
public import SwiftProtobuf

/// A request, or a message within one, that may have fields which not everybody may filter by. Generated for each.
public protocol FilteredMessage: Message {
    /// The closest-held field that can be filtered by. A ceiling that reaches it needs no walk.
    static var highestFilter: Sensitivity { get }

    /// Names the fields that are set and lie above the walk's ceiling.
    func nameFilters(_ walk: inout SensitivityWalk)
}
