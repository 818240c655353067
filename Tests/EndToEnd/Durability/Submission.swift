import Domain
import Foundation
import JSONRPC
import SwiftProtobuf
import Synchronization
import TestInstallation
import XinyuAPI

/// A sheet with the answers that its student is about to send.
struct Submission: Sendable {
    let sheet: String
    let values: [Int32]
    let visitor: SampleSchool.Visitor

    /// Answers that differ from sheet to sheet: those of PHQ-9, written in base 4 from `number`.
    init(_ sheet: SampleSchool.Sheet, of pupil: SampleSchool.Pupil, number: Int) {
        self.sheet = sheet.id
        let items = ["phq9": 9, "gad7": 7, "who5": 5, "late": 9][sheet.instrument] ?? 0
        values = (0..<items).map { Int32((number >> (2 * $0)) & 3) }
        visitor = pupil.visitor
    }

    static func all(in school: SampleSchool) -> [Submission] {
        school.pupils.flatMap { pupil in pupil.sheets.map { (pupil, $0) } }.enumerated().map { number, pair in
            Submission(pair.1, of: pair.0, number: 4_097 + number * 7)
        }
    }

    func send(over client: RPCClient, key: String? = nil) async throws -> APISubmitSheetResponse {
        try await SheetServiceClient(client).submitSheet(
            .with {
                $0.sheetID = sheet
                $0.values = values
                $0.elapsedMs = values.map { 1_000 + UInt32($0) }
            }, visitor.meta(key: key))
    }
}

/// Sends submissions over several connections until none is left, or the daemon is gone.
final class SubmissionStream: Sendable {
    private struct State {
        var waiting: ArraySlice<Submission>
        var acknowledged: [Submission] = []
    }

    private let state: Mutex<State>
    /// Called after each receipt, with how many there are by now.
    private let onReceipt: @Sendable (Int) -> Void

    init(_ submissions: [Submission], onReceipt: @escaping @Sendable (Int) -> Void = { _ in }) {
        state = Mutex(State(waiting: submissions[...]))
        self.onReceipt = onReceipt
    }

    var acknowledged: [Submission] { state.withLock { $0.acknowledged } }

    /// Returns when all is sent or no connection works any more.
    func run(on host: DaemonHost, connections: Int = 8, inFlight: Int = 4) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<connections {
                let client = try await host.client()
                for _ in 0..<inFlight { group.addTask { await self.send(over: client) } }
            }
            try await group.waitForAll()
        }
    }

    private func send(over client: RPCClient) async {
        while let submission = state.withLock({ $0.waiting.popFirst() }) {
            guard (try? await submission.send(over: client)) != nil else { return }
            let count = state.withLock { state in
                state.acknowledged.append(submission)
                return state.acknowledged.count
            }
            onReceipt(count)
        }
    }
}
