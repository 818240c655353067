extension RPCError {
    /// Appends the `error` member's value.
    func encode(into text: inout [UInt8]) {
        text.append(ascii: "{\"code\":")
        text.append(decimal: code.number)
        text.append(ascii: ",\"message\":")
        text.append(jsonString: message)
        if status != nil || !details.isEmpty {
            text.append(ascii: ",\"data\":{")
            if let status {
                text.append(ascii: "\"status\":")
                text.append(jsonString: status.name)
            }
            if !details.isEmpty {
                text.append(ascii: status == nil ? "\"details\":{" : ",\"details\":{")
                details.encode(into: &text)
                text.append(ascii: "}")
            }
            text.append(ascii: "}")
        }
        text.append(ascii: "}")
    }
}

extension RPCError.Details {
    fileprivate func encode(into text: inout [UInt8]) {
        var separator: StaticString = ""
        if !fieldViolations.isEmpty {
            text.append(ascii: "\"fieldViolations\":[")
            for violation in fieldViolations {
                text.append(ascii: separator)
                text.append(ascii: "{\"field\":")
                text.append(jsonString: violation.field)
                text.append(ascii: ",\"description\":")
                text.append(jsonString: violation.description)
                text.append(ascii: "}")
                separator = ","
            }
            text.append(ascii: "]")
        }
        if let retryDelay {
            text.append(ascii: separator)
            text.append(ascii: "\"retryDelay\":")
            text.append(decimal: retryDelay.wholeMilliseconds)
            separator = ","
        }
        if let requestID {
            text.append(ascii: separator)
            text.append(ascii: "\"requestId\":")
            text.append(jsonString: requestID)
        }
    }
}

extension Duration {
    /// Cut to a whole number; the longest that fits when it does not.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        return product &+ attoseconds / 1_000_000_000_000_000
    }
}
