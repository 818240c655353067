import AuditLog
import Domain
import JSONRPC
import Store
import SwiftProtobuf
import XinyuAPI

@testable import Daemon

/// Keys are turned and the power fails while people work.
extension Year {
    /// A rotation of the data keys begins, calls go on, the power fails in the midst of it, and it comes to its end by
    /// itself.
    func rotateKeys() async throws {
        try await goOn(to: 8)
        let (installation, officer) = (installation, staff.officer)
        let before = try await KeyServiceClient(officer).getKeyStatus(.init()).terms.map(\.term).max() ?? 0
        let rotation = Task {
            // Its end is not told: the stream breaks with the power.
            do {
                for try await _ in KeyServiceClient(officer).rotateDataKeys(.init()) {}
            } catch {}
        }
        let readers = staff.counsellors + staff.crisisLeads
        let (school, cut) = (school, installation.witness.count + 60)
        async let crash: Void = installation.crash(afterCalls: cut)
        try await each(of: (0..<120).map { readers[$0 % readers.count] }, atOnce: 12) { person in
            _ = try await CareServiceClient(person).listCareEntries(.with { $0.unitID = school })
            _ = try await DayServiceClient(person).getMyDay(.with { $0.limit = 20 })
        }
        try await crash
        await rotation.value
        try await checkAcknowledged()
        tally.add("crashes")
        for _ in 0..<600 {
            let status = try await KeyServiceClient(officer).getKeyStatus(.init())
            let left = status.terms.filter { $0.term <= before }.map { $0.sealedValues + $0.ownerKeys }.reduce(0, +)
            if status.terms.contains(where: { $0.term > before }), left == 0 { return tally.add("rotations") }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw YearFailure("the rotation does not end")
    }

    /// Of each change that was acknowledged before the power failed there is the record, which was committed with it.
    func checkAcknowledged() async throws {
        let counts = try await installation.requestIDs()
        let lost = installation.acknowledgedBeforeCrash.filter { counts[$0] == nil }
        guard lost.isEmpty else { throw YearFailure("\(lost.count) acknowledged changes are gone after the crash") }
    }
}
