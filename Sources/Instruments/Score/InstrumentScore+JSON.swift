extension InstrumentScore {
    /// One JSON object without a line break: numbers in natural units, exact; `null` for what is not there.
    public var json: String {
        var json = "{\"scales\":{"
        json += scales.map { scale in
            let band = scale.band.map(quoted) ?? "null"
            let state = scale.state == .complete ? "\"COMPLETE\"" : "\"INCOMPLETE\""
            return "\(quoted(scale.id)):{\"raw\":\(decimal(scale.raw)),\"standard\":\(decimal(scale.standard)),"
                + "\"mean\":\(decimal(scale.mean)),\"answered\":\(scale.answered),\"state\":\(state),"
                + "\"prorated\":\(scale.isProrated),\"band\":\(band)}"
        }.joined(separator: ",")
        json += "},\"derived\":{"
        json += derivedMembers.joined(separator: ",")
        json += "},\"flags\":{"
        json += flags.map { "\(quoted($0.id)):\($0.holds.map { String($0) } ?? "null")" }.joined(separator: ",")
        json += "},\"criticalItems\":[" + criticalItems.map(quoted).joined(separator: ",") + "]}"
        return json
    }
}

extension InstrumentScore {
    /// A member for each derived value; parts of a table or a list are gathered into one.
    private var derivedMembers: [String] {
        var members: [String] = []
        var rest = derived[...]
        while let first = rest.first {
            let parts = rest.prefix { $0.id == first.id }
            rest = rest.dropFirst(parts.count)
            members.append("\(quoted(first.id)):\(Self.json(first, parts))")
        }
        return members
    }

    private static func json(_ value: Derived, _ parts: ArraySlice<Derived>) -> String {
        switch value.kind {
        case .number: decimal(value.value)
        case .millionths: decimal(value.value, unit: 1_000_000)
        case .statement: value.value.map { String($0 != 0) } ?? "null"
        case .label: value.label.map(quoted) ?? "null"
        case .table:
            "{" + parts.map { "\(quoted($0.part ?? "")):\(decimal($0.value))" }.joined(separator: ",") + "}"
        case .list: list(parts)
        case .countedList:
            "{\"number\":\(parts.contains { $0.value == nil } ? "null" : String(parts.count { $0.value != 0 })),"
                + "\"list\":\(list(parts))}"
        }
    }

    /// Those of which it is known to hold; an empty list only where it is known of all that it does not.
    private static func list(_ parts: ArraySlice<Derived>) -> String {
        let held = parts.filter { ($0.value ?? 0) != 0 }
        if held.isEmpty && parts.contains(where: { $0.value == nil }) { return "null" }
        return "[" + held.map { quoted($0.part ?? "") }.joined(separator: ",") + "]"
    }
}

/// Thousandths, or other parts of a unit, as a decimal number without a float in between: -1500 is `-1.5`.
func decimal(_ parts: Int64?, unit: UInt64 = 1_000) -> String {
    guard let parts else { return "null" }
    let magnitude = parts.magnitude
    var text = (parts < 0 ? "-" : "") + String(magnitude / unit)
    var rest = magnitude % unit
    guard rest > 0 else { return text }
    text += "."
    var unit = unit / 10
    while rest > 0 {
        text += String(rest / unit)
        rest %= unit
        unit /= 10
    }
    return text
}

/// A JSON string.
func quoted(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": json += "\\\""
        case "\\": json += "\\\\"
        case "\u{0}"..."\u{1F}":
            let digits = String(scalar.value, radix: 16)
            json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: json.unicodeScalars.append(scalar)
        }
    }
    return json + "\""
}
