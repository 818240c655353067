import Domain
import Instruments
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("A campaign scored again with a newer version")
struct RescoringTests {
    @Test("Both results are kept, the former stays of record, and the difference is told")
    func difference() async throws {
        let bench = try await RescoringBench()
        let work = try bench.work()
        let before = try await bench.versions()
        let warned = try await bench.warnings(of: bench.students[3]).count
        let id = try await bench.start(work)
        let record = try await bench.rested(id, work)
        #expect(record.state == .ready)
        #expect((record.total, record.done, record.withoutScore, record.warnings) == (6, 6, 0, 1))
        #expect(bench.school.scoring.batches.suffix(3) == [2, 2, 2])
        #expect(try await bench.versions() == before)

        let difference = try await bench.difference(id, work)
        #expect(difference.compared.value == 6 && difference.firstResults.value == 0)
        let total = try #require(difference.scales.first)
        #expect(difference.scales.map(\.scaleID) == ["total"])
        #expect((total.same.value, total.scoreChanged.value, total.otherwise.value) == (4, 0, 0))
        #expect((total.bandUp.value, total.bandDown.value) == (1, 1))
        #expect((difference.newCriticalItems.value, difference.levelUp.value, difference.levelDown.value) == (1, 2, 0))

        let changes = try await bench.changes(id, work, size: 1)
        #expect(Set(changes.map(\.studentID)) == Set([1, 2, 3].map { bench.students[$0].description }))
        let up = try #require(changes.first { $0.studentID == bench.students[1].description })
        #expect(up.studentName == "学生1")
        #expect(up.scales.map(\.bandBefore) == ["mild"] && up.scales.map(\.bandAfter) == ["moderate"])
        #expect((up.levelBefore, up.levelAfter) == (.none, .watch))
        let critical = try #require(changes.first { $0.studentID == bench.students[3].description })
        #expect(critical.newCriticalItems == ["item1"] && critical.levelAfter == .crisis)

        // Newly hit: warned of at once. Hit before: not again. A higher band: not before somebody has adopted it.
        let warnings = try await bench.warnings(of: bench.students[3])
        #expect(warnings.count == warned + 1)
        #expect(warnings.first?.suggestedLevel == .crisis)
        #expect(warnings.first?.evidence.fired.flatMap(\.inputs) == ["phq9.item1"])
        #expect(try await bench.warnings(of: bench.students[4]).count == 1)
        #expect(try await bench.warnings(of: bench.students[1]).isEmpty)
        await work.stop()
    }

    @Test("Adopted, the new results are of record beside the former; a graver suggestion raises a warning")
    func adoption() async throws {
        let bench = try await RescoringBench()
        let work = try bench.work()
        let id = try await bench.start(work)
        _ = try await bench.rested(id, work)
        try await bench.adopt(id, work)
        let record = try await bench.rested(id, work)
        #expect((record.state, record.adopted) == (.adopted, 6))
        #expect(record.warnings == 2)
        #expect(try await bench.versions() == [String](repeating: "1.1.0", count: 6))
        let school = bench.school
        for (index, student) in bench.students.enumerated() {
            let results = try await school.store.read { try $0.results(ofStudent: student) }
            #expect(results.map(\.instrument.version) == ["1.1.0", "1.0.0"])
            // It stands where the former stood, not behind whatever the student has answered since.
            #expect(results[0].scoredAt == results[1].scoredAt + .milliseconds(1))
            // The former is as it was, bit for bit.
            let values = RescoringBench.answers[index].values.map { $0 == SheetAnswers.missing ? nil : Int64($0) }
            #expect(results.last?.score == ScoringDouble.phq9(values).bytes)
            #expect(results.first?.score == RescoringBench.newScore(values).bytes)
        }
        #expect(try await bench.warnings(of: bench.students[1]).map(\.suggestedLevel) == [.watch])
        // Neither twice, nor taken back where the band is lower now.
        #expect(try await bench.warnings(of: bench.students[3]).count == 1)
        #expect(try await bench.warnings(of: bench.students[2]).map(\.suggestedLevel) == [.concern])
        #expect(await status { try await bench.adopt(id, work) } == .failedPrecondition)
        #expect(await status { try await bench.reject(id, work) } == .failedPrecondition)
        await work.stop()
    }

    @Test("Rejected, nothing has changed; another one may begin")
    func rejection() async throws {
        let bench = try await RescoringBench()
        let work = try bench.work()
        let first = try await bench.start(work)
        _ = try await bench.rested(first, work)
        #expect(await status { _ = try await bench.start(work) } == .failedPrecondition)
        try await bench.reject(first, work)
        #expect(try await bench.record(first)?.state == .rejected)
        #expect(try await bench.versions() == [String](repeating: "1.0.0", count: 6))
        let second = try await bench.start(work)
        #expect(try await bench.rested(second, work).done == 6)
        // What the first has warned of is not warned of again.
        #expect(try await bench.warnings(of: bench.students[3]).count == 1)
        #expect(try await bench.record(second)?.warnings == 0)
        await work.stop()
    }

    @Test("A kill at any commit loses nothing and does nothing twice", arguments: CommitCut.Moment.allCases)
    func kills(_ moment: CommitCut.Moment) async throws {
        var cuts = 0
        while true {
            let bench = try await RescoringBench()
            let first = try bench.work()
            let id = try await bench.start(first)
            // Whatever has happened until here: from now on the next commit is number 0.
            let cut = OneCut(moment, cuts) { first.interrupt() }
            bench.school.store.add(cut)
            var work = first
            func settle() async throws -> RescoringRecord {
                for _ in 0..<2_000 {
                    let record = try #require(try await bench.record(id))
                    if !record.state.isUnderWay || cut.hasCut { break }
                    try await Task.sleep(for: .milliseconds(1))
                }
                if cut.hasCut, work === first {
                    await first.stop()
                    work = try bench.work()
                    try await work.resumeIfNeeded()
                }
                return try await bench.rested(id, work)
            }
            #expect(try await settle().state == .ready, "cut \(cuts)")
            do {
                try await bench.adopt(id, work)
            } catch {
                // The call itself was cut off: nothing was begun.
                try await bench.adopt(id, work)
            }
            let record = try await settle()
            #expect((record.state, record.done, record.adopted) == (.adopted, 6, 6), "cut \(cuts)")
            #expect(record.warnings == 2, "cut \(cuts)")
            for student in bench.students {
                let results = try await bench.school.store.read { try $0.results(ofStudent: student) }
                #expect(results.map(\.instrument.version) == ["1.1.0", "1.0.0"], "cut \(cuts)")
            }
            #expect(try await bench.warnings(of: bench.students[3]).count == 1, "cut \(cuts)")
            #expect(try await bench.warnings(of: bench.students[1]).count == 1, "cut \(cuts)")
            let isWhole = !cut.hasCut
            await work.stop()
            if isWhole { break }
            cuts += 1
        }
        // Three batches and an end, twice.
        #expect(cuts >= 7)
    }

    @Test("While the version is suspended it waits, says why, and goes on when it is reinstated")
    func suspended() async throws {
        let bench = try await RescoringBench()
        bench.school.scoring.mood = .fails(.suspended)
        let work = try bench.work()
        let id = try await bench.start(work)
        var trouble: String?
        for _ in 0..<1_000 where trouble == nil {
            trouble = work.trouble(of: id)
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(trouble == ScoringFailure.suspended.description)
        #expect(try await bench.record(id)?.done == 0)
        bench.school.scoring.mood = .scores
        #expect(try await bench.rested(id, work).done == 6)
        #expect(work.trouble(of: id) == nil)
        await work.stop()
    }

    @Test("Sheets that the new version cannot score keep their results")
    func withoutScore() async throws {
        let bench = try await RescoringBench()
        bench.school.scoring.mood = .fails(.crashed("signal 11"))
        let work = try bench.work()
        let id = try await bench.start(work)
        let record = try await bench.rested(id, work)
        #expect((record.state, record.done, record.withoutScore) == (.ready, 6, 6))
        try await bench.adopt(id, work)
        #expect(try await bench.rested(id, work).adopted == 0)
        #expect(try await bench.versions() == [String](repeating: "1.0.0", count: 6))
        await work.stop()
    }

    @Test("Cancelled, it ends where it is and cannot be adopted")
    func cancellation() async throws {
        let bench = try await RescoringBench()
        bench.school.scoring.mood = .fails(.suspended)
        let work = try bench.work()
        let id = try await bench.start(work)
        try await bench.cancel(id, work)
        #expect(try await bench.record(id)?.state == .cancelled)
        #expect(await status { try await bench.adopt(id, work) } == .failedPrecondition)
        bench.school.scoring.mood = .scores
        let second = try await bench.start(work)
        #expect(try await bench.rested(second, work).state == .ready)
        #expect(try await bench.record(id)?.done == 0)
        await work.stop()
    }

    @Test("Sheets that waited for the pinned version get their first result, and their warning was raised before")
    func firstResults() async throws {
        let bench = try await RescoringBench()
        let (school, late) = (bench.school, bench.students[4])
        let sheet = try await school.sheet(of: late)
        // As if it had been stored without a score.
        try await school.store.write { (transaction) throws -> Void in
            try transaction.execute(
                "UPDATE sheets SET state = 'submitted', scored_at = NULL WHERE id = $1", [.identifier(sheet.id)])
            try transaction.execute("DELETE FROM results WHERE sheet_id = $1", [.identifier(sheet.id)])
        }
        let work = try bench.work()
        let id = try await bench.start(work)
        #expect(try await bench.rested(id, work).done == 6)
        #expect(try await bench.difference(id, work).firstResults.value == 1)
        #expect(try await school.sheet(of: late).state == .submitted)
        try await bench.adopt(id, work)
        _ = try await bench.rested(id, work)
        #expect(try await school.sheet(of: late).state == .scored)
        #expect(try await bench.warnings(of: late).count == 1)
        await work.stop()
    }

    @Test("An erased student is passed over")
    func erased() async throws {
        let bench = try await RescoringBench()
        _ = try await bench.school.store.erase(bench.students[0], at: bench.school.clock.now())
        let work = try bench.work()
        let id = try await bench.start(work)
        let record = try await bench.rested(id, work)
        #expect((record.state, record.withoutScore) == (.ready, 1))
        _ = try await bench.school.store.erase(bench.students[1], at: bench.school.clock.now())
        #expect(try await bench.difference(id, work).compared.value == 4)
        #expect(try await bench.changes(id, work).count == 2)
        try await bench.adopt(id, work)
        #expect(try await bench.rested(id, work).adopted == 4)
        await work.stop()
    }

    @Test("Who may not read results learns of no group of fewer than ten")
    func heldBack() async throws {
        let bench = try await RescoringBench(times: 6, sheetsInBatch: 64)
        let work = try bench.work()
        let id = try await bench.start(work)
        _ = try await bench.rested(id, work)
        let whole = try await bench.difference(id, work)
        #expect(whole.scales.first.map { [$0.same.value, $0.bandUp.value, $0.bandDown.value] } == [24, 6, 6])
        let shown = try await bench.difference(id, work, ceiling: .public)
        #expect(shown.compared.value == 36 && !shown.compared.isHeldBack)
        let total = try #require(shown.scales.first)
        // Six and six are twelve together: the rest may be seen.
        #expect(total.same.value == 24 && total.bandUp.isHeldBack && total.bandDown.isHeldBack)
        #expect(total.bandUp.value == 0 && total.bandDown.value == 0)
        #expect(shown.newCriticalItems.isHeldBack && shown.newCriticalItems.value == 0)
        #expect(shown.levelUp.value == 12 && !shown.levelUp.isHeldBack)
        await work.stop()
    }

    @Test("Only a closed campaign, a newer version that is there, and the same items")
    func refusals() async throws {
        let bench = try await RescoringBench()
        let work = try bench.work()
        #expect(await status { _ = try await bench.start(work, version: "1.0.0") } == .invalidArgument)
        #expect(await status { _ = try await bench.start(work, version: "2.0.0") } == .invalidArgument)
        try await bench.enter(version: "1.2.0", .retired)
        #expect(await status { _ = try await bench.start(work, version: "1.2.0") } == .failedPrecondition)
        // Installed in the table, with no files behind it.
        try await bench.enter(version: "1.3.0", .installed)
        #expect(await status { _ = try await bench.start(work, version: "1.3.0") } == .failedPrecondition)
        let manifest = try ManifestLoader.load(Array(try #require(ScreeningSchool.manifestBytes)))
        #expect(manifest.asksTheSame(as: manifest))
        let school = bench.school
        let open = try await school.draft(school.plan { $0.title = "另一次" })
        _ = try await school.open(open)
        let (service, reference) = (bench.service(work), open)
        #expect(
            await status {
                _ = try await school.changing {
                    try service.startRescoring(
                        .with {
                            $0.campaignID = reference
                            $0.instrumentID = "phq9"
                            $0.version = "1.1.0"
                        }, $0)
                }
            } == .failedPrecondition)
        await work.stop()
    }

    @Test("A re-scoring that is ready stands on the day of who may decide it")
    func day() async throws {
        let bench = try await RescoringBench()
        let work = try bench.work()
        let id = try await bench.start(work)
        _ = try await bench.rested(id, work)
        let waiting = try await bench.school.store.read { [school = bench.school.school] in
            try $0.rescoringsToDecide(ofSchool: school)
        }
        #expect(waiting.map(\.id) == [id])
        try await bench.adopt(id, work)
        _ = try await bench.rested(id, work)
        let after = try await bench.school.store.read { [school = bench.school.school] in
            try $0.rescoringsToDecide(ofSchool: school)
        }
        #expect(after.isEmpty)
        await work.stop()
    }
}
