import Daemon
import Domain
import Foundation
import JSONRPC
import SwiftProtobuf
import TestSupport
import XinyuAPI

/// A school's year, from 1 September to 31 August: everybody does, by the router and in their own role, what their day
/// asks of them, mostly.
final class Year {
    static let zone = Duration.seconds(8 * 3_600)
    static let firstDay = CalendarDate("2026-09-01") ?? CalendarDate(daysSinceEpoch: 0)
    static let lastDay = CalendarDate("2027-08-31") ?? CalendarDate(daysSinceEpoch: 0)

    let installation: SimulatedInstallation
    var staff: Staff
    var dice: Dice
    var tally = Tally()
    var school = ""
    /// The classes by name.
    var classes: [String: String] = [:]
    var pupils: [Pupil] = []
    var hospital = ""
    var county = ""
    /// Where students go who leave with their archive.
    var other: OtherSchool?
    /// Of archives that another school has, which nobody here has heard of yet.
    var receiptsToCome: [Move.Arrival] = []
    /// Who has left without a transfer.
    var left: [String] = []
    /// Whom a hidden hand leads into trouble, with how grave it is.
    var troubles: [String: APIAttentionLevel] = [:]
    var campaignsOpen: [String] = []
    /// From the first to the third.
    var grades: [String] = []
    /// The result that a student's plan is measured against, by student.
    var baselines: [String: String] = [:]
    /// Classes whose network or observers were left out, until somebody fills the gap.
    var neglected: Set<String> = []

    init(seed: UInt64) async throws {
        installation = try await SimulatedInstallation(at: Self.firstDay.start(offset: Self.zone))
        dice = Dice(seed: seed)
        let ways = installation.ways
        func person(_ login: String) -> Person {
            Person(
                login, SimulatedInstallation.passwords[login] ?? "", on: ways.line, ways.witness, clock: ways.clock)
        }
        staff = Staff(registrar: person("registrar"), officer: person("security"), manager: person("instruments"))
    }

    var now: Timestamp { installation.clock.now() }
    var today: CalendarDate { CalendarDate(of: now, offset: Self.zone) }

    func day(after days: Int) -> String { today.adding(days: days).description }

    func moment(after span: Duration) -> Google_Protobuf_Timestamp { Google_Protobuf_Timestamp(now + span) }

    /// Goes on to a time of the present day, and has the installation do what is due by then.
    func goOn(to hour: Int, _ minute: Int = 0) async throws {
        let target = today.start(offset: Self.zone) + .seconds(Int64(hour * 3_600 + minute * 60))
        if target > now { installation.clock.advance(by: target - now) }
        try await installation.timetable.runDue()
    }

    /// Goes on to the beginning of the next day.
    func sleep() {
        installation.clock.advance(by: today.adding(days: 1).start(offset: Self.zone) - now)
    }

    /// Does what may be refused without harm, and counts it; anything but a plain refusal is a fault, and the year goes
    /// on to find more.
    func attempt(_ what: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            tally.add(what)
        } catch let error as RPCError {
            switch error.status {
            case .failedPrecondition, .alreadyExists, .notFound, .invalidArgument, .permissionDenied, .aborted,
                .resourceExhausted:
                tally.refused(what, error)
            default: tally.failed(what, error)
            }
        } catch {
            tally.failed(what, error)
        }
    }

    /// Does the same for many at once, as a busy school does.
    func each<Element: Sendable>(
        of elements: [Element], atOnce width: Int = 24, _ body: @escaping @Sendable (Element) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var rest = elements.makeIterator()
            for _ in 0..<width {
                guard let element = rest.next() else { break }
                group.addTask { try await body(element) }
            }
            while try await group.next() != nil {
                if let element = rest.next() { group.addTask { try await body(element) } }
            }
        }
    }
}
