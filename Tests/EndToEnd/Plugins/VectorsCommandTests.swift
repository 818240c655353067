import Foundation
import TestInstallation
import Testing

extension EndToEnd {
    /// `xinyu instrument vectors`, as scripts use it.
    @Suite("Scoring a file of sheets")
    struct VectorsCommandTests {
        private func vectors(
            _ arguments: [String], input: String = ""
        ) async throws -> RunProgram.Finished {
            let instruments = try BuiltPrograms.instruments.get()
            return try await blocking {
                try RunProgram.run(
                    [BuiltPrograms.program("xinyu"), "instrument", "vectors"] + arguments
                        + ["--instruments", instruments], input: input)
            }
        }

        private let healthy = #"{"answers":[0,0,0,0,0,0,0,0,0],"context":{"informant":"SELF"}}"#

        @Test("The file's name says which instrument, unless it is told")
        func naming() async throws {
            let folder = try ShortFolder()
            let file = folder.file("phq9.some-sheets.jsonl")
            try healthy.write(toFile: file, atomically: true, encoding: .utf8)
            let named = try await vectors([file])
            #expect(named.status == 0, "\(named.errors)")
            #expect(named.output == (try await vectors([file, "--instrument", "phq9"])).output)
            #expect(named.output.hasPrefix(#"{"scales":{"total":{"raw":0,"#))
            let unknown = try await vectors(["-", "--instrument", "nothing"], input: healthy)
            #expect(unknown.status == 1)
            #expect(unknown.errors.contains("--instruments"))
            #expect(try await vectors([folder.file("missing.jsonl"), "--instrument", "phq9"]).status == 1)
        }

        @Test("A mark of byte order, CRLF and a missing last line end change nothing")
        func bytes() async throws {
            let usual = try await vectors(["-", "--instrument", "phq9"], input: "\(healthy)\n\(healthy)\n")
            #expect(usual.output.split(separator: "\n").count == 2)
            for text in [
                "\(healthy)\r\n\(healthy)\r\n", "\u{FEFF}\(healthy)\n\(healthy)", "\n\(healthy)\n\n\(healthy)\n\n",
            ] {
                let other = try await vectors(["-", "--instrument", "phq9"], input: text)
                #expect(other.output == usual.output)
                #expect(other.status == 0)
                #expect(other.errors.isEmpty)
            }
            let empty = try await vectors(["-", "--instrument", "phq9"], input: "")
            #expect(empty.status == 0 && empty.output.isEmpty)
        }

        @Test("A bad line is named in its place and the run goes on; with --strict it ends there")
        func badLines() async throws {
            let input = [healthy, "{", #"{"answers":[0,0,0,0,0,0,0,0,9]}"#, healthy].joined(separator: "\n")
            let lenient = try await vectors(["-", "--instrument", "phq9"], input: input)
            #expect(lenient.status == 0)
            let lines = lenient.output.split(separator: "\n")
            #expect(lines.count == 4)
            #expect(lines[1].hasPrefix(#"{"line":2,"error":"#))
            #expect(lines[2].hasPrefix(#"{"line":3,"error":"#))
            // What was answered is nobody's business in an error.
            #expect(!lines[2].contains("9]"))
            #expect(lenient.errors.contains("2 of 4 lines"))
            let strict = try await vectors(["-", "--instrument", "phq9", "--strict"], input: input)
            #expect(strict.status == 1)
            #expect(strict.output.split(separator: "\n").count == 2)
        }

        @Test("A hundred thousand lines take no more memory than a few", .enabled(if: RunProgram.isPresent("python3")))
        func memory() async throws {
            let folder = try ShortFolder()
            let instruments = try BuiltPrograms.instruments.get()
            func peak(_ count: Int) async throws -> Int {
                let file = folder.file("phq9.\(count).jsonl")
                try Data(String(repeating: healthy + "\n", count: count).utf8).write(to: URL(fileURLWithPath: file))
                let script = """
                    import resource, subprocess, sys
                    done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)
                    assert done.returncode == 0 and done.stdout.count(b'\\n') == \(count)
                    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
                    """
                let finished = try await blocking {
                    try RunProgram.run([
                        "python3", "-c", script, BuiltPrograms.program("xinyu"), "instrument", "vectors", file,
                        "--instruments", instruments,
                    ])
                }
                #expect(finished.status == 0, "\(finished.errors)")
                return Int(finished.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
            }
            let (few, many) = (try await peak(10_000), try await peak(100_000))
            #expect(many - few < 16 * 1_024, "\(few) and \(many) kB")
        }
    }
}
