import Foundation
import TestInstallation
import Testing

extension EndToEnd {
    /// `xinyu` as a person has it, command by command, against the real daemon.
    @Suite("Every command")
    struct CommandTableTests {
        private static let chinese = "zh_CN.UTF-8"

        @Test("Every command of the program is in the table")
        func isComplete() async throws {
            let commands = try await commands()
            #expect(commands.count > 150)
            var typed = CommandTable.elsewhere
            for command in CommandTable.all {
                let path = try #require(command.path(among: commands), "\(command.line) is no command")
                typed.insert(path)
            }
            #expect(commands.subtracting(typed).sorted() == [], "these commands are new: give each a line")
            #expect(typed.subtracting(commands).sorted() == [])
            // A command that is only ever refused has not been seen to do anything.
            let done = Set(
                CommandTable.all.filter { if case .says = $0.outcome { true } else { false } }.compactMap {
                    $0.path(among: commands)
                })
            #expect(typed.subtracting(done).subtracting(CommandTable.elsewhere).sorted() == Self.onlyRefused)
        }

        /// What cannot be brought about while a test runs: the time of an appointment, two measurements of one student,
        /// groups of ten, a re-scoring that is still under way.
        private static let onlyRefused = [
            "appointments feedback", "appointments no-show", "care decide",
            "plans effect", "plans series", "psychometrics propose", "reports review", "rescoring cancel",
            "sheets submit", "trauma close",
        ]

        @Test("Each does what the table says, in English, in Chinese, and as JSON")
        func each() async throws {
            var school = try await CommandSchool.make()
            for name in CommandTable.known.sorted() {
                #expect(school.names[name]?.isEmpty == false, "nothing is called \(name)")
            }
            for (number, command) in CommandTable.all.enumerated() {
                let unknown = school.arguments(command.line).filter { $0.contains(/\{[A-Za-z]/) }
                #expect(unknown.isEmpty, "\(command.line): nothing is called \(unknown)")
                switch command.outcome {
                case .refuses(let code, let english, let chinese):
                    try await refused(command, code, english, chinese, school)
                case .says(let english, let chinese):
                    let (plain, json) = try await done(command, english, chinese, "line-\(number)", school)
                    if let kept = command.kept { try school.keep(kept, plain: plain, json: json) }
                }
            }
        }

        private func done(
            _ command: CommandCase, _ english: [String], _ chinese: [String], _ key: String, _ school: CommandSchool
        ) async throws -> (plain: String, json: String) {
            switch command.kind {
            case .reads:
                async let inChinese = school.run(command, locale: Self.chinese)
                async let asJSON = school.run(command, ["--json"])
                let plain = try await school.run(command)
                expect(plain, english, command)
                expect(try await inChinese, chinese, command, "zh")
                let json = try await asJSON
                expectOneDocument(json, command)
                return (plain.output, json.output)
            case .changes:
                let plain = try await school.run(command, ["--key", key])
                expect(plain, english, command)
                let json = try await school.run(command, ["--key", key, "--json"])
                expectOneDocument(json, command)
                return (plain.output, json.output)
            case .once:
                let plain = try await school.run(command)
                expect(plain, english, command)
                return (plain.output, "{}")
            case .plain:
                let plain = try await school.run(command)
                expect(plain, english, command)
                expect(try await school.run(command, locale: Self.chinese), chinese, command, "zh")
                return (plain.output, "{}")
            case .follows:
                try await follows(command, english, school)
                return ("", "{}")
            }
        }

        private func refused(
            _ command: CommandCase, _ code: Int32, _ english: [String], _ chinese: [String], _ school: CommandSchool
        ) async throws {
            for (locale, words) in [("C.UTF-8", english), (Self.chinese, chinese)] {
                let finished = try await school.run(command, locale: locale)
                #expect(finished.status == code, "\(command.line): \(finished.status) \(finished.errors)")
                #expect(!finished.errors.isEmpty, "\(command.line) does not say why")
                for word in words {
                    #expect(finished.errors.contains(word), "\(command.line) does not say \(word): \(finished.errors)")
                }
            }
        }

        private func follows(_ command: CommandCase, _ words: [String], _ school: CommandSchool) async throws {
            let output = school.school.host.folder.file("following")
            try? FileManager.default.removeItem(atPath: output)
            let child = try school.school.host.following(
                school.arguments(command.line), session: CommandSchool.session(of: command.person), output: output)
            try await eventually("\(command.line) tells \(words)") {
                let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
                return words.allSatisfy { text.contains($0) }
            }
            child.signal(SIGTERM)
            child.wait()
        }

        private func expect(
            _ finished: RunProgram.Finished, _ words: [String], _ command: CommandCase, _ language: String = "en"
        ) {
            #expect(
                finished.status == 0, "\(command.line) (\(language)): \(finished.status) \(finished.errors)")
            for word in words {
                #expect(
                    finished.output.contains(word) || finished.errors.contains(word),
                    "\(command.line) (\(language)) does not say \(word): \(finished.output)\(finished.errors)")
            }
            // Names of the contract are for programs.
            guard command.kind != .plain else { return }
            for mark in ["UNSPECIFIED", "ROLE_", "_STATE_", "API", "UNRECOGNIZED"] {
                #expect(
                    !finished.output.contains(mark), "\(command.line) (\(language)) prints \(mark): \(finished.output)")
            }
        }

        private func expectOneDocument(_ finished: RunProgram.Finished, _ command: CommandCase) {
            #expect(finished.status == 0, "\(command.line) --json: \(finished.status) \(finished.errors)")
            let document = try? JSONSerialization.jsonObject(with: Data(finished.output.utf8))
            #expect(document != nil, "\(command.line) --json is not one document: \(finished.output.prefix(500))")
        }

        /// The commands that do something, by what the program tells of itself.
        private func commands() async throws -> Set<String> {
            let help = try await blocking {
                try RunProgram.run([BuiltPrograms.program("xinyu"), "--experimental-dump-help"])
            }
            let document = try JSONSerialization.jsonObject(with: Data(help.output.utf8)) as? [String: Any]
            func leaves(_ command: [String: Any], _ path: [String]) -> [String] {
                let below = (command["subcommands"] as? [[String: Any]] ?? []).filter {
                    $0["commandName"] as? String != "help"
                }
                guard !below.isEmpty else { return [path.joined(separator: " ")] }
                return below.flatMap { leaves($0, path + [$0["commandName"] as? String ?? ""]) }
            }
            return Set(leaves(try #require(document?["command"] as? [String: Any]), []))
        }
    }
}
