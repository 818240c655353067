extension InstrumentScore {
    /// One JSON object without a line break: numbers in natural units, exact; `null` for what is not there.
    public var json: String {
        var json = "{\"scales\":{"
        json += scales.map { scale in
            let band = scale.band.map(quoted) ?? "null"
            let state = scale.state == .complete ? "\"COMPLETE\"" : "\"INCOMPLETE\""
            return "\(quoted(scale.id)):{\"raw\":\(decimal(scale.raw)),\"standard\":\(decimal(scale.standard)),"
                + "\"mean\":\(decimal(scale.mean)),\"answered\":\(scale.answered),\"state\":\(state),\"band\":\(band)}"
        }.joined(separator: ",")
        json += "},\"derived\":{"
        json += derived.map { value in
            switch (value.kind, value.value) {
            case (_, nil): "\(quoted(value.id)):null"
            case (.statement, let holds?): "\(quoted(value.id)):\(holds != 0)"
            case (.number, let number?): "\(quoted(value.id)):\(decimal(number))"
            }
        }.joined(separator: ",")
        json += "},\"flags\":{"
        json += flags.map { "\(quoted($0.id)):\($0.holds.map { String($0) } ?? "null")" }.joined(separator: ",")
        json += "},\"criticalItems\":[" + criticalItems.map(quoted).joined(separator: ",") + "]}"
        return json
    }
}

/// Thousandths as a decimal number, without a float in between: -1500 is `-1.5`.
func decimal(_ thousandths: Int64?) -> String {
    guard let thousandths else { return "null" }
    let magnitude = thousandths.magnitude
    var text = (thousandths < 0 ? "-" : "") + String(magnitude / 1_000)
    var rest = magnitude % 1_000
    guard rest > 0 else { return text }
    text += "."
    var unit: UInt64 = 100
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
