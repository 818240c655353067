import Domain

/// The rules of `CSVReader` once more, slowly and over the whole file: positions instead of states, and every line
/// number counted from the start.
struct ReferenceCSV {
    private struct Stop: Error {
        let reason: CSVFault.Reason
        let place: Int
    }

    private let bytes: [UInt8]
    private let limits: CSVReader.Limits

    init(_ bytes: [UInt8], limits: CSVReader.Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    func items() -> [CSVReader.Item] {
        var items: [CSVReader.Item] = []
        var place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while place < bytes.count {
            if isBreak(place) {
                place += 1
                continue
            }
            let line = lineNumber(at: place)
            do throws(Stop) {
                let (fields, end) = try record(from: place)
                items.append(.record(CSVRecord(line: line, lastLine: lineNumber(at: end), fields: fields)))
                place = end
            } catch {
                let (last, next) = recovery(from: error.place)
                items.append(.fault(CSVFault(line: line, lastLine: last, reason: error.reason)))
                place = next
            }
        }
        return items
    }

    private func record(from start: Int) throws(Stop) -> (fields: [String], end: Int) {
        func check(_ place: Int) throws(Stop) {
            if place - start >= limits.record { throw Stop(reason: .recordTooLong, place: place) }
        }
        var fields: [String] = []
        var place = start
        while true {
            var content: [UInt8] = []
            func add(_ byte: UInt8, at place: Int) throws(Stop) {
                if content.count >= limits.field { throw Stop(reason: .fieldTooLong, place: place) }
                content.append(byte)
            }
            if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
                try check(place)
                place += 1
                while true {
                    guard place < bytes.count else { throw Stop(reason: .unclosedQuote, place: place) }
                    try check(place)
                    if bytes[place] == UInt8(ascii: "\"") {
                        place += 1
                        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { break }
                        try check(place)
                    }
                    try add(bytes[place], at: place)
                    place += 1
                }
                if place < bytes.count, bytes[place] != UInt8(ascii: ","), !isBreak(place) {
                    try check(place)
                    throw Stop(reason: .strayQuote, place: place)
                }
            } else {
                while place < bytes.count, bytes[place] != UInt8(ascii: ","), !isBreak(place) {
                    try check(place)
                    if bytes[place] == UInt8(ascii: "\"") { throw Stop(reason: .strayQuote, place: place) }
                    try add(bytes[place], at: place)
                    place += 1
                }
            }
            fields.append(String(decoding: content, as: UTF8.self))
            guard place < bytes.count, !isBreak(place) else { return (fields, place) }
            try check(place)
            place += 1
        }
    }

    private func recovery(from place: Int) -> (lastLine: Int, next: Int) {
        if place > 0, place < bytes.count, bytes[place] == UInt8(ascii: "\n"), bytes[place - 1] == UInt8(ascii: "\r") {
            return (lineNumber(at: place) - 1, place + 1)
        }
        let end = (place..<bytes.count).first(where: isBreak) ?? bytes.count
        return (lineNumber(at: end), end)
    }

    private func isBreak(_ place: Int) -> Bool {
        bytes[place] == UInt8(ascii: "\n") || bytes[place] == UInt8(ascii: "\r")
    }

    private func lineNumber(at place: Int) -> Int {
        1
            + (0..<place).count { index in
                bytes[index] == UInt8(ascii: "\r")
                    || (bytes[index] == UInt8(ascii: "\n") && (index == 0 || bytes[index - 1] != UInt8(ascii: "\r")))
            }
    }
}
