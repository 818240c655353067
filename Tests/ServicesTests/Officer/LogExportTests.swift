import AuditLog
import Domain
import JSONRPC
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite struct LogExportTests {
    let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    @Test func anExportVerifies() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<1_200)
        let (lines, parts) = try await room.exported()
        let verdict = try room.verdict(on: lines)
        guard case .intact(let size, _) = verdict else { Issue.record("\(verdict)"); return }
        #expect(size == 1_200)
        #expect(parts.allSatisfy { (1...500).contains($0) } && parts.count == 3)
        #expect(lines.last == "end 1200")
        await room.close()
    }

    /// Each line of it, in three ways.
    @Test func tamperingWithAnyLineShows() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<12)
        let lines = try await room.exported().lines
        for index in lines.indices {
            // Which keys signed is a hint: that it is missing or there twice changes nothing, that it is another does.
            let isHint = lines[index].hasPrefix("key ")
            var removed = lines
            removed.remove(at: index)
            #expect(try room.verdict(on: removed).isIntact == isHint, "without line \(index)")
            var repeated = lines
            repeated.insert(lines[index], at: index)
            #expect(try room.verdict(on: repeated).isIntact == isHint, "line \(index) twice")
            var altered = lines
            altered[index] = Self.altered(lines[index])
            #expect(try !room.verdict(on: altered).isIntact, "line \(index) altered")
        }
        await room.close()
    }

    /// One character in its middle is another.
    private static func altered(_ line: String) -> String {
        guard !line.isEmpty else { return "x" }
        var bytes = Array(line.utf8)
        let middle = bytes.count / 2
        bytes[middle] = bytes[middle] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func anExportBeginsAtTheBeginning() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<3)
        do {
            let request = APIExportLogRequest.with { $0.fromIndex = 1 }
            for try await _ in room.audit.exportLog(request, Strongroom.meta) { Issue.record("sent") }
            Issue.record("taken")
        } catch let error as RPCError {
            #expect(error.details.fieldViolations.map(\.field) == ["fromIndex"])
        }
        await room.close()
    }
}
