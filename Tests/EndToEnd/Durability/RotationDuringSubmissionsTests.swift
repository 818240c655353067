import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    @Suite("Data keys are turned while submissions go on")
    struct RotationDuringSubmissionsTests {
        @Test("kill -9 in the middle, restart: the rotation ends by itself, everything opens, the log verifies")
        func rotation() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let school = try await SampleSchool.open(
                try await host.client(), roster: .demo(), instruments: ["phq9", "gad7"])
            var left = Submission.all(in: school)
            let all = left
            // Something to seal anew from the beginning.
            try await SubmissionStream(Array(left.prefix(200))).run(on: host)
            left.removeFirst(200)

            // A rotation that is over before the kill is no proof: another one then.
            var wasKilledInTheMiddle = false
            for _ in 0..<10 where !wasKilledInTheMiddle {
                let (part, stream) = (Array(left.prefix(40)), SubmissionStream(Array(left.prefix(40))))
                async let submitted: Void = stream.run(on: host)
                wasKilledInTheMiddle = try await rotateAndKill(host, as: school.officer)
                try await submitted
                try await host.start()
                // Those without a receipt are sent again.
                try await SubmissionStream(part).run(on: host)
                left.removeFirst(part.count)
            }
            #expect(wasKilledInTheMiddle)

            let client = try await host.client()
            let keys = KeyServiceClient(client)
            try await eventually("the rotation ends by itself") {
                try await !keys.getKeyStatus(.init(), school.officer.meta).hasRotation
            }
            try await SubmissionStream(left).run(on: host)
            let status = try await keys.getKeyStatus(.init(), school.officer.meta)
            let active = status.terms.filter { $0.state == "active" }
            #expect(active.count == 1)
            #expect(active.first?.term ?? 0 > 1)
            for old in status.terms where old.state != "active" {
                #expect(old.ownerKeys == 0 && old.sealedValues == 0, "term \(old.term)")
            }
            #expect(status.certificate.contains("\n\n— "))

            let sheets = SheetServiceClient(client)
            for submission in all {
                let answers = try await sheets.getAnswers(
                    .with { $0.sheetID = submission.sheet }, school.counsellor.meta(purpose: "proof"))
                #expect(answers.values == submission.values)
            }
            try await AccessLog(host: host, client: client, officer: school.officer).expectVerified()
            #expect(try await host.stop() == .exited(0))
        }

        /// Whether the kill came between the first word of progress and the last.
        private func rotateAndKill(_ host: DaemonHost, as officer: SampleSchool.Visitor) async throws -> Bool {
            var isFinished = false
            do {
                for try await progress in KeyServiceClient(try await host.client()).rotateDataKeys(
                    .init(), officer.meta)
                {
                    isFinished = progress.isFinished
                    if !isFinished, progress.ownersTotal > 0, progress.ownersDone > 0 { break }
                }
            } catch let error as RPCError where error.status == .unavailable {}
            host.kill()
            return !isFinished
        }
    }
}
