public import Domain

/// An answer that holds fields which not everybody may see, and so has room to say which were left out.
public protocol RedactableResponse: ResponseMessage, Redactable {
    /// The contract's field of that name.
    var incomplete: [String] { get set }
}

extension RedactableResponse {
    public var incompleteFields: [String] { incomplete }

    public mutating func redact(above ceiling: Sensitivity) {
        guard Self.highestSensitivity > ceiling else { return }
        var walk = SensitivityWalk(ceiling: ceiling)
        redact(&walk)
        for name in walk.names where !incomplete.contains(name) { incomplete.append(name) }
    }
}
