import Foundation
import JSONRPC
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    /// Every method of the contract, as every role, in every kind of place that the policy names, about something in
    /// that place and about the same of another school.
    @Suite("Access matrix")
    struct AccessMatrixTests {
        private struct Cell {
            let call: MatrixCall
            let label: String
            let expected: PolicyTable.Expected
        }

        @Test("Each method as each role, in and out of scope, behaves as the policy table says")
        func matrix() async throws {
            let schools = try await MatrixSchools.prepare()
            let (client, document, table) = (
                try await schools.host.client(), try OpenRPCDocument(), try PolicyTable.shipped()
            )
            var denied: [Cell] = []
            var allowed: [Cell] = []
            for visitor in schools.visitors {
                for method in Contract.methods {
                    let hasPlace = method.scope != .installation && method.scope != .caller
                    for isHome in hasPlace ? [true, false] : [true] {
                        let expected = table.expected(visitor.role, grantedIn: visitor.grant, method, isHome: isHome)
                        let thing = (isHome ? schools.homeThings : schools.foreignThings)[method.scope]
                        try #require(!hasPlace || thing != nil, "\(method.scope)")
                        let number = denied.count + allowed.count
                        let cell = Cell(
                            call: try MatrixCall(
                                method, field: document.scopeField(of: method.name), about: thing, as: visitor.session,
                                named: "matrix-\(number)"),
                            label: "\(visitor.role) (\(visitor.grant)), \(isHome ? "home" : "foreign"): \(method.name)",
                            expected: expected)
                        if case .allowed = expected { allowed.append(cell) } else { denied.append(cell) }
                    }
                }
            }
            #expect(denied.count > 1_500)
            #expect(allowed.count > 300)

            // Those that must be refused first, so that nothing else can have changed anything.
            let before = try await contents(of: schools.host)
            for (cell, outcome) in zip(denied, await MatrixCall.make(denied.map(\.call), over: client)) {
                switch cell.expected {
                case .permissionDenied: #expect(outcome.status == .permissionDenied, "\(cell.label): \(outcome)")
                case .notFound: #expect(outcome.status == .notFound, "\(cell.label): \(outcome)")
                case .allowed: break
                }
            }
            #expect(try await contents(of: schools.host) == before, "a refused call has changed something")
            try await expectRecorded(denied, schools, client)

            // Those that read come before those that may take away what is read; a logout ends the session that other
            // calls need, and is left to the tests of sessions.
            let kept = allowed.filter { !$0.call.method.name.hasSuffix("/Logout") }
            let reading = kept.filter { $0.call.method.execution == .reading }
            let others = kept.filter { $0.call.method.execution != .reading }
            let outcomes =
                await MatrixCall.make(reading.map(\.call), over: client)
                + MatrixCall.make(others.map(\.call), over: client)
            for (cell, outcome) in zip(reading + others, outcomes) {
                #expect(outcome.status != .permissionDenied && outcome.status != .notFound, "\(cell.label): \(outcome)")
                // To change a password one must know it: that refusal has the same name.
                if cell.call.method.permission != .anyone, !cell.call.method.name.hasSuffix("/ChangePassword") {
                    #expect(outcome.status != .unauthenticated, "\(cell.label): \(outcome)")
                }
            }
            try await AccessLog(host: schools.host, client: client, officer: schools.home.officer).expectVerified()
        }

        /// The record of each refusal, also of methods that keep none of what they do.
        private func expectRecorded(_ cells: [Cell], _ schools: MatrixSchools, _ client: RPCClient) async throws {
            let log = AccessLog(host: schools.host, client: client, officer: schools.home.officer)
            var outcomes: [String: String] = [:]
            for outcome in ["PERMISSION_DENIED", "NOT_FOUND"] {
                for record in try await log.records(outcome: outcome) {
                    #expect(outcomes.updateValue(record.outcome, forKey: record.requestID) == nil)
                }
            }
            for cell in cells {
                let expected = if case .notFound = cell.expected { "NOT_FOUND" } else { "PERMISSION_DENIED" }
                #expect(outcomes[cell.call.name] == expected, "\(cell.label)")
            }
        }

        /// All tables but for those that every call touches.
        private func contents(of host: DaemonHost) async throws -> [String] {
            let database = host.database + "/xinyu.db"
            let dump = try await blocking { try RunProgram.run(["sqlite3", "-readonly", database, ".dump"]) }
            guard dump.status == 0 else { throw ProgramFailure(program: "sqlite3", finished: dump) }
            let lines = dump.output.split(separator: "\n").map(String.init)
            #expect(lines.contains { $0.hasPrefix("INSERT INTO students") })
            let passing = ["audit_records", "audit_head", "audit_checkpoints", "sessions"]
            return lines.filter { line in !passing.contains { line.hasPrefix("INSERT INTO \($0)") } }
        }

        @Test("Without a session each method that needs one says UNAUTHENTICATED")
        func withoutSession() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let (client, document) = (try await host.client(), try OpenRPCDocument())
            let methods = Contract.methods.filter { $0.permission != .anyone }
            #expect(methods.count > 70)
            let something = String(repeating: "0", count: 32)
            let stranger = SampleSchool.Visitor(account: "", token: "not-a-token")
            for session in [nil, stranger] {
                let calls = try methods.map {
                    try MatrixCall(
                        $0, field: document.scopeField(of: $0.name), about: something, as: session, named: $0.name)
                }
                for (call, outcome) in zip(calls, await MatrixCall.make(calls, over: client)) {
                    #expect(outcome.status == .unauthenticated, "\(call.method.name): \(outcome)")
                }
            }
        }

        @Test("Nobody's answers hold a field above their ceiling; a class teacher sees no score, no answer, no note")
        func fields() async throws {
            let schools = try await MatrixSchools.prepare()
            let (client, document, table) = (
                try await schools.host.client(), try OpenRPCDocument(), try PolicyTable.shipped()
            )
            let forbidden: Set<String> = [
                "scores", "history", "suggestedLevel", "fired", "acknowledgeBy", "interviewBy", "ownerId", "notes",
                "values",
                "elapsedMs", "scales", "flags", "criticalItems", "derivedMilli", "content", "effects", "summary",
            ]
            let readings = Contract.methods.filter { $0.execution == .reading && $0.scope != .installation }
            var answersOfTeacher = 0
            for visitor in schools.visitors {
                let ceiling = table.roles[visitor.role]?.ceiling ?? "public"
                let calls = try readings.flatMap { method in
                    try [
                        MatrixCall(
                            method, field: document.scopeField(of: method.name),
                            about: schools.homeThings[method.scope],
                            as: visitor.session, named: "fields"),
                        // The same with what lists by unit may need.
                        MatrixCall(
                            method, field: document.scopeField(of: method.name),
                            about: schools.homeThings[method.scope],
                            campaign: schools.home.campaign, as: visitor.session, named: "fields"),
                    ]
                }
                for (call, outcome) in zip(calls, await MatrixCall.make(calls, over: client)) {
                    guard case .answered(let bytes) = outcome else { continue }
                    let answer = try JSONSerialization.jsonObject(with: Data(bytes))
                    let above = document.fields(above: ceiling, in: answer, of: call.method.name)
                    #expect(above.isEmpty, "\(visitor.role): \(call.method.name) shows \(above)")
                    guard visitor.role == "class_teacher" else { continue }
                    answersOfTeacher += 1
                    let seen = Self.names(in: answer).intersection(forbidden)
                    #expect(seen.isEmpty, "\(call.method.name) shows a class teacher \(seen)")
                }
            }
            #expect(answersOfTeacher >= 10)
            // The counsellor does see them: the walk would find what is there.
            let counsellor = try #require(schools.visitors.first { $0.role == "counsellor" })
            let list = try MatrixCall(
                CareServiceMethods.listCareEntries, field: "unitId", about: schools.home.school, as: counsellor.session,
                named: "fields")
            guard case .answered(let bytes) = await list.make(over: client) else {
                Issue.record("the counsellor's care list")
                return
            }
            let answer = try JSONSerialization.jsonObject(with: Data(bytes))
            #expect(document.fields(above: "status", in: answer, of: list.method.name).contains("entries[].scores"))
        }

        private static func names(in value: Any) -> Set<String> {
            if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(names(in: $1)) } }
            guard let object = value as? [String: Any] else { return [] }
            // `incomplete` names what was left out: that is not the field.
            return object.reduce(into: Set(object.keys)) { $0.formUnion(names(in: $1.value)) }
        }
    }
}
