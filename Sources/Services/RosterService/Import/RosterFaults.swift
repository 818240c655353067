internal import Domain
internal import SwiftProtobuf
internal import XinyuAPI

/// What is wrong with a roster: the first faults in full, and how many there are.
struct RosterFaults {
    static let mostKept = 1_000

    private(set) var kept: [APIRosterFault] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// - Parameter column: the name that headers have for it; empty when the whole line is meant.
    mutating func add(line: Int, column: String = "", _ reason: String) {
        count += 1
        guard kept.count < RosterFaults.mostKept else { return }
        kept.append(
            .with {
                $0.line = UInt32(clamping: line)
                $0.column = column
                $0.reason = reason
            })
    }

    mutating func add(_ fault: RosterLineFault) {
        add(line: fault.line, column: fault.column?.title.chinese ?? "", fault.reason.text.english)
    }

    /// A fault that ends the reading.
    mutating func add(_ fault: RosterFileFault) {
        switch fault {
        case .text(let fault): add(line: fault.line, fault.description)
        case .csv(let fault): add(line: fault.line, fault.description)
        case .header(let fault): add(line: 1, fault.description)
        }
    }
}
