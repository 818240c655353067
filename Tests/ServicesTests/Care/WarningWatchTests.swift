import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Watching warnings")
struct WarningWatchTests {
    private func watch(_ unit: Identifier, _ colleague: Colleague) -> MessageStream<APIWarningEvent> {
        colleague.warnings.watchWarnings(.with { $0.unitID = unit.description }, colleague.meta)
    }

    @Test func tellsWhatIsOpenAndThenEachChange() async throws {
        try await CareSchool.open { school in
            let mild = try await school.warn(of: try await school.enrol(), .watch)
            let grave = try await school.warn(of: try await school.enrol(), .crisis)
            _ = try await school.warn(of: try await school.enrol(), .crisis, .resolved)
            var told: [String] = []
            for try await event in watch(school.school, school.counsellor) {
                let name = event.warning.id == grave.description ? "grave" : "mild"
                told.append("\(event.isSnapshot ? "is" : "now") \(name) \(event.warning.state)")
                switch told.count {
                case 2: _ = try await school.secondCounsellor.acknowledge(mild)
                case 3: _ = try await school.secondCounsellor.acknowledge(grave)
                case 4: _ = try await school.secondCounsellor.dismiss(mild, "误报")
                default: break
                }
                if told.count == 5 { break }
            }
            #expect(
                told == [
                    "is grave raised", "is mild raised", "now mild acknowledged", "now grave acknowledged",
                    "now mild dismissed",
                ])
        }
    }

    @Test func missesNothingThatHappensWhileItBegins() async throws {
        try await CareSchool.open { school in
            var waiting: Set<String> = []
            var warnings: [Identifier] = []
            for _ in 0..<40 {
                warnings.append(try await school.warn(of: try await school.enrol()))
            }
            waiting = Set(warnings.map(\.description))
            async let more: Void = {
                [warnings] in
                for warning in warnings { _ = try await school.secondCounsellor.acknowledge(warning) }
            }()
            for try await event in watch(school.school, school.counsellor) {
                if event.warning.state == .acknowledged { waiting.remove(event.warning.id) }
                if waiting.isEmpty { break }
            }
            try await more
            #expect(waiting.isEmpty)
        }
    }

    @Test func tellsAClassNothingOfAnother() async throws {
        try await CareSchool.open { school in
            let inside = try await school.warn(of: try await school.enrol(in: 0))
            let outside = try await school.warn(of: try await school.enrol(in: 1))
            var told: [String] = []
            for try await event in watch(school.classes[0], school.counsellor) {
                told.append(event.warning.id)
                if told.count == 2 { break }
                _ = try await school.secondCounsellor.acknowledge(outside)
                _ = try await school.secondCounsellor.acknowledge(inside)
            }
            #expect(told == [inside.description, inside.description])
        }
    }

    @Test func tellsAPlansBeginning() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            _ = try await school.warn(of: student, .concern, .confirmed)
            let plan = try await school.counsellor.plan(for: student)
            var told: [APIWarningState] = []
            for try await event in watch(school.school, school.counsellor) {
                told.append(event.warning.state)
                if told.count == 2 { break }
                _ = try await school.counsellor.activate(plan: plan.id)
            }
            #expect(told == [.confirmed, .inIntervention])
        }
    }

    @Test func isNotForWhoMayNotReadWarnings() async throws {
        try await CareSchool.open { school in
            let teacher = try await failure {
                for try await _ in watch(school.classes[0], school.classTeacher) {}
            }
            #expect(teacher?.status == .permissionDenied)
            let stranger = try await failure { for try await _ in watch(school.school, school.stranger) {} }
            #expect(stranger?.status == .notFound)
        }
    }
}
