internal import Glibc

/// How answers are written; without the line's end.
enum ReplyText {
    static func append(_ outcome: Outbox.Outcome, id: CallID, to text: inout [UInt8]) {
        text.append(ascii: "{\"jsonrpc\":\"2.0\",\"id\":")
        text.append(contentsOf: id.text)
        switch outcome {
        case .result(let result):
            text.append(ascii: ",\"result\":")
            append(json: result, to: &text)
        case .failure(let error):
            text.append(ascii: ",\"error\":")
            error.encode(into: &text)
        }
        text.append(UInt8(ascii: "}"))
    }

    static func append(message: [UInt8], id: CallID, to text: inout [UInt8]) {
        text.append(ascii: "{\"jsonrpc\":\"2.0\",\"method\":\"rpc.stream\",\"params\":{\"id\":")
        text.append(contentsOf: id.text)
        text.append(ascii: ",\"message\":")
        append(json: message, to: &text)
        text.append(ascii: "}}")
    }

    private static func append(json: [UInt8], to text: inout [UInt8]) {
        guard !json.isEmpty else { return text.append(ascii: "{}") }
        let start = text.count
        text.append(contentsOf: json)
        // In JSON a raw LF can only be white space, but here it would end the line.
        guard json.withUnsafeBytes({ $0.baseAddress.map { memchr($0, 0x0A, json.count) != nil } ?? false }) else {
            return
        }
        for index in start..<text.count where text[index] == 0x0A { text[index] = 0x20 }
    }
}
