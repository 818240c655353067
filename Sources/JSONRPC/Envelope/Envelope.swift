/// One request, taken out of its line.
struct Envelope {
    /// Nothing for a notification.
    let id: CallID?
    let method: String
    /// The parameters' own text, an object; empty when there is none.
    let params: [UInt8]
    let meta: CallMeta
}

/// What one element of a line is: a request, or a fault that is answered.
enum ScannedElement {
    case request(Envelope)
    case fault(RPCError, id: CallID)
    /// A notification that cannot be understood: never answered, only counted.
    case badNotification(RPCError)
}

/// What one line is.
enum ScannedLine {
    case single(ScannedElement)
    case batch([ScannedElement])
    /// The line as a whole; answered with id null.
    case fault(RPCError)
}
