internal import Domain

/// For which instruments the institution holds a licence: configuration (`config/rules/licences.json`). An instrument
/// that its holder grants by permission only, or sells, is asked with nowhere else.
public struct HeldLicences: Sendable, Decodable {
    struct Licence: Sendable, Decodable {
        let instrument: String
        /// Who granted it, and where the paper lies: for people.
        let source: String
        /// The last day, as "2027-08-31"; without one it has no end.
        let until: String?
    }

    /// What is wrong with the list.
    public struct Finding: Error, Sendable, Hashable, CustomStringConvertible {
        public let description: String
    }

    /// An institution that holds none.
    public static let none = HeldLicences(held: [])

    let held: [Licence]

    /// - Throws: the first entry that says too little.
    public func check() throws(Finding) {
        for (index, licence) in held.enumerated() {
            if licence.instrument.isEmpty || licence.source.isEmpty {
                throw Finding(description: "held[\(index)]: instrument and source must not be empty")
            }
            if let until = licence.until, CalendarDate(until) == nil {
                throw Finding(description: "held[\(index)].until: must be a day, as 2027-08-31")
            }
        }
    }

    /// Whether one is held for `instrument` on `day`.
    func cover(_ instrument: String, on day: CalendarDate) -> Bool {
        held.contains { licence in
            guard licence.instrument == instrument else { return false }
            guard let until = licence.until else { return true }
            return CalendarDate(until).map { day <= $0 } ?? false
        }
    }
}
