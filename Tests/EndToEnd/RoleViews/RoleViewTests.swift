import Foundation
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    /// What each role is told, field by field, by every method that tells anything, about everything that there is.
    @Suite("Views of the roles")
    struct RoleViewTests {
        private static let methods = Contract.methods.filter {
            $0.execution == .reading || ReadingMethods.others.contains($0.name)
        }

        @Test("Every method that reads has a row, and every row a method")
        func everyMethodHasARow() {
            for method in Self.methods {
                #expect(
                    ReadingMethods.row(of: method.name) != nil,
                    "\(method.name) is new: say in ReadingMethods what it tells")
            }
            for method in Contract.methods where method.execution == .running || method.execution == .immediate {
                let isKnown =
                    ReadingMethods.others.contains(method.name) || ReadingMethods.changing.contains(method.name)
                #expect(isKnown, "\(method.name) is new: say in ReadingMethods whether it tells something")
            }
            let names = Set(Contract.methods.map(\.name))
            for name in ReadingMethods.rows.keys { #expect(names.contains("xinyu.v1." + name), "\(name)") }
            for name in ReadingMethods.others.union(ReadingMethods.changing) {
                #expect(names.contains(name), "\(name)")
            }
        }

        @Test("Each role is told what the table of roles gives it, and of nobody anything else")
        func views() async throws {
            let school = try await MarkedSchool.make()
            let document = try OpenRPCDocument()
            let calls = try school.readers.flatMap { reader in
                try Self.methods.flatMap { try Self.calls($0, as: reader, document, school) }
            }
            #expect(calls.count > 4_000)
            var (toldToRole, toldByMethod): ([String: Set<Marker>], [String: Set<Marker.Sort>]) = ([:], [:])
            for (call, outcome) in zip(calls, await ViewCall.make(calls, over: school.client)) {
                let (role, name) = (call.reader.role, call.method.name)
                if let error = outcome.error {
                    let slips = Marker.found(in: error)
                    #expect(slips.isEmpty, "\(role): the error of \(name) tells \(slips): \(error)")
                }
                guard !ReadingMethods.aboutNobody.contains(name) else { continue }
                let told = Marker.found(in: outcome.answer)
                let tooMuch = told.filter { !ViewTable.mayBeTold(role, $0) }
                #expect(tooMuch.isEmpty, "\(role): \(name) \(call.filter) tells \(tooMuch)")
                let unlisted = told.filter { ReadingMethods.row(of: name)?.contains($0.sort) == false }
                #expect(unlisted.isEmpty, "\(role): \(name) tells \(unlisted), which its row does not have")
                toldToRole[role, default: []].formUnion(told)
                toldByMethod[name, default: []].formUnion(told.map(\.sort))
            }
            // Nothing stands in the tables that nobody is ever told: the walk would find what is there.
            for method in Self.methods {
                let missing = (ReadingMethods.row(of: method.name) ?? []).subtracting(toldByMethod[method.name] ?? [])
                #expect(missing.isEmpty, "\(method.name) tells nobody \(missing)")
            }
            for (role, row) in ViewTable.roles {
                let told = toldToRole[role] ?? []
                let missing = row.flatMap { student, sorts in sorts.map { Marker($0, student) } }.filter {
                    Marker.all.contains($0) && !told.contains($0)
                }
                #expect(missing.isEmpty, "\(role) is never told \(missing)")
            }
        }

        /// A list that is chosen by what is not shown would tell it by who is on it.
        @Test("Nobody learns by choosing what is not shown: each of a chosen list shows the word that it was chosen by")
        func choices() async throws {
            let school = try await MarkedSchool.make()
            let document = try OpenRPCDocument()
            var seen = 0
            for reader in school.readers {
                for method in Self.methods where !method.isServerStreaming {
                    for choice in document.choices(of: method.name) {
                        var values = ReadingMethods.more(method.name, school)
                        if let field = document.scopeField(of: method.name) {
                            values[field] = method.scope == .unit ? reader.unit : school.things[method.scope]?.first
                        }
                        let plain = try await ViewCall(method, as: reader, values).make(over: school.client)
                        guard plain.error == nil else { continue }
                        var chosen: [String: String] = [:]
                        for word in choice.words {
                            values[choice.field] = choice.isList ? [word] as any Sendable : word as any Sendable
                            let outcome = try await ViewCall(method, as: reader, values).make(over: school.client)
                            if outcome.error == nil { chosen[word] = outcome.answer }
                        }
                        // Refused or left aside altogether.
                        guard chosen.values.contains(where: { $0 != plain.answer }) else { continue }
                        seen += 1
                        for (word, answer) in chosen {
                            for item in try Self.items(in: answer) {
                                #expect(
                                    item.contains("\"\(word)\""),
                                    "\(reader.role): \(method.name) is chosen by \(choice.field), which it does not show"
                                )
                            }
                        }
                    }
                }
            }
            #expect(seen > 10)
        }

        /// One call for everything that the method can be about; of lists another for each word that can be asked for.
        private static func calls(
            _ method: MethodDescriptor, as reader: MarkedSchool.Reader, _ document: OpenRPCDocument,
            _ school: MarkedSchool
        ) throws -> [ViewCall] {
            let more = ReadingMethods.more(method.name, school)
            var subjects: [[String: any Sendable]] = [more]
            if let field = document.scopeField(of: method.name) {
                let things = school.things[method.scope] ?? []
                try #require(!things.isEmpty, "nothing for \(method.name) to be about: \(method.scope)")
                subjects = things.map { thing in more.merging([field: thing]) { $1 } }
            }
            return try subjects.flatMap { values in
                try [ViewCall(method, as: reader, values)]
                    + document.choices(of: method.name).flatMap { choice -> [ViewCall] in
                        // All at once where that can be, so that nothing is left out because it has ended.
                        let asked: [any Sendable] = choice.isList ? [choice.words] : choice.words
                        return try asked.map { word in
                            try ViewCall(
                                method, as: reader, values.merging([choice.field: word]) { $1 },
                                filter: "\(choice.field)=\(word)")
                        }
                    }
            }
        }

        /// The lines of an answer's lists.
        private static func items(in answer: String) throws -> [String] {
            let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any] ?? [:]
            return try object.values.compactMap { $0 as? [[String: Any]] }.flatMap { list in
                try list.map { item in
                    String(
                        decoding: try JSONSerialization.data(withJSONObject: item, options: .withoutEscapingSlashes),
                        as: UTF8.self)
                }
            }
        }
    }
}
