import Foundation
import TestInstallation
import Testing

extension EndToEnd {
    /// The walk-through of `Plugins/WRITING.md`, command by command as it stands there, from an empty folder.
    @Suite("The page for authors")
    struct WritingPageTests {
        /// The commands of the page, in order, with the heading that they stand under and what was said just before.
        private struct Block {
            let heading: String
            let lead: String
            let commands: String
        }

        private static func blocks() throws -> [Block] {
            let page = try String(contentsOfFile: BuiltPrograms.repository + "/Plugins/WRITING.md", encoding: .utf8)
            var blocks: [Block] = []
            var (heading, lead) = ("", "")
            var commands: [Substring]?
            for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
                if line == "```" {
                    if let whole = commands {
                        blocks.append(Block(heading: heading, lead: lead, commands: whole.joined(separator: "\n")))
                    }
                    commands = commands == nil ? [] : nil
                } else if commands != nil {
                    commands?.append(line)
                } else if line.hasPrefix("## ") {
                    heading = String(line.dropFirst(3))
                } else if !line.isEmpty {
                    lead = String(line)
                }
            }
            return blocks
        }

        private static let names = ["c": "In C,", "swift": "In Swift,", "rust": "In Rust,"]

        @Test("Every command of it works, in each language", arguments: AuthorsWayTests.languages)
        func follow(language: String) async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let desk = try ShortFolder()
            let environment = [
                "PATH": BuiltPrograms.folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"),
                "XINYU_SOCKET": host.socket, "XINYU_SESSION_FILE": host.folder.file("session"),
                "XINYU_AUTHOR_KIT": BuiltPrograms.repository,
            ]
            var last = ""
            for block in try Self.blocks() {
                if Self.names.contains(where: { $0.key != language && block.lead.hasPrefix($0.value) }) { continue }
                var commands = block.commands.replacing("--language c", with: "--language \(language)")
                // The key without a password, which the page offers, since no one sits here to type one.
                commands = commands.replacing("minisign -G", with: "minisign -G -W")
                var input = ""
                if block.heading.hasPrefix("7") {
                    try FileManager.default.copyItem(
                        atPath: desk.file("author.pub"), toPath: host.trustedKeys + "/author.pub")
                    input = "\(DaemonHost.firstPasswords[2])\nan own password for it\n"
                }
                let folder = block.heading.hasPrefix("1") ? desk.path : desk.file("energy7")
                let script = "cd \(folder)\n\(commands)"
                let finished = try await blocking { [input] in
                    try RunProgram.run(["bash", "-euc", script], environment: environment, input: input)
                }
                // As the page says: the code has its limits, the manifest still those of the template.
                let isToFail = block.heading.hasPrefix("4") && block.commands.hasPrefix("make")
                #expect(
                    finished.status == (isToFail ? 1 : 0),
                    "\(block.heading): \(block.commands)\n\(finished.output)\(finished.errors)")
                if isToFail { #expect(finished.output.contains("the code says")) }
                last = finished.output
            }
            #expect(last.contains(#""raw":7,"#) && last.contains(#""band":"middle""#))
            let list = try await host.xinyu(["instrument", "list"])
            #expect(list.output.contains("energy7"))
        }
    }
}
