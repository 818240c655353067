import Foundation
import TestInstallation
import Testing

extension EndToEnd {
    /// From an empty folder to a scored sheet, as `Plugins/WRITING.md` tells it.
    @Suite("An author's way")
    struct AuthorsWayTests {
        /// Languages, and what builds them.
        private static let compilers = ["c": "cc", "swift": "swiftc", "rust": "cargo"]
        /// Where a compiler is missing, the test says so and is skipped.
        static let languages = compilers.filter { RunProgram.isPresent($0.value) }.keys.sorted()

        private func xinyu(
            _ arguments: String..., environment: [String: String] = [:], input: String = ""
        ) async throws -> RunProgram.Finished {
            let environment = ["XINYU_AUTHOR_KIT": BuiltPrograms.repository].merging(environment) { $1 }
            return try await blocking {
                try RunProgram.run(
                    [BuiltPrograms.program("xinyu"), "instrument"] + arguments, environment: environment, input: input)
            }
        }

        private func run(_ arguments: String...) async throws -> RunProgram.Finished {
            try await blocking { try RunProgram.run(arguments) }
        }

        @Test("Every template can be built here", arguments: ["c", "rust", "swift"])
        func compiler(language: String) {
            guard let program = Self.compilers[language], RunProgram.isPresent(program) else {
                print("skipped: no \(Self.compilers[language] ?? language) here, the \(language) template is not built")
                return
            }
            #expect(Self.languages.contains(language))
        }

        @Test("Each template is built, checked, signed, installed and scored", arguments: languages)
        func wholeWay(language: String) async throws {
            let host = try await DaemonHost.make()
            let shelf = try ShortFolder()
            let folder = shelf.file("practice")
            let new = try await xinyu("new", "practice", "--language", language, "--folder", folder, "--items", "5")
            #expect(new.status == 0, "\(new.errors)")
            let make = try await run("make", "-s", "-C", folder)
            #expect(make.status == 0, "\(make.errors)")

            let unsigned = try await xinyu("check", folder)
            #expect(unsigned.status == 0, "\(unsigned.output)")
            #expect(unsigned.output.contains("practice 1.0.0 is sound: 7 golden vectors twice"))
            #expect(unsigned.output.contains("not signed yet"))
            #expect(unsigned.errors.contains("$.citations[0]"))

            try FileManager.default.createDirectory(
                atPath: shelf.file("trusted-keys"), withIntermediateDirectories: true)
            let (key, publicKey) = (shelf.file("author.key"), shelf.file("trusted-keys/author.pub"))
            #expect(try await run("minisign", "-G", "-W", "-p", publicKey, "-s", key).status == 0)
            let signed = try await xinyu("sign", folder, "--secret-key", key)
            #expect(signed.status == 0, "\(signed.errors)")
            #expect(signed.output.contains("xinyu-instrument id=practice version=1.0.0 abi=1 manifest="))
            let checked = try await xinyu("check", folder, "--public-key", publicKey)
            #expect(checked.status == 0, "\(checked.output)")
            #expect(!checked.output.contains("not signed"))

            // Without a daemon.
            let sheets = """
                {"answers":[1,1,1,1,1],"context":{"informant":"SELF"}}
                {"answers":[3,3,3,3,null]}

                """
            let scores = try await xinyu(
                "vectors", "-", "--instrument", "practice", "--instruments", shelf.path, input: sheets)
            #expect(scores.status == 0, "\(scores.errors)")
            #expect(
                scores.output == """
                    {"scales":{"total":{"raw":5,"standard":null,"mean":null,"answered":5,"state":"COMPLETE",\
                    "prorated":false,"band":"low"}},"derived":{"high_or_middle":false},"flags":{"straight_line":true},\
                    "criticalItems":[]}
                    {"scales":{"total":{"raw":null,"standard":null,"mean":null,"answered":4,"state":"INCOMPLETE",\
                    "prorated":false,"band":null}},"derived":{"high_or_middle":null},"flags":{"straight_line":true},\
                    "criticalItems":[]}

                    """)

            // With one: a stranger's key is refused, and a trusted one is not.
            try await host.start()
            let password = DaemonHost.firstPasswords[2]
            let login = try await host.xinyu(
                ["login", "instruments"], input: "\(password)\nan own password for it\n")
            #expect(login.status == 0, "\(login.errors)")
            let strange = try await host.xinyu(["instrument", "install", folder])
            #expect(strange.status == 1)
            #expect(strange.errors.contains("signature:"))
            try FileManager.default.copyItem(atPath: publicKey, toPath: host.trustedKeys + "/author.pub")
            let installed = try await host.xinyu(["instrument", "install", folder])
            #expect(installed.status == 0, "\(installed.errors)")
            #expect(installed.output == "practice 1.0.0\n")
            #expect(try await host.xinyu(["instrument", "activate", "practice", "1.0.0"]).status == 0)
            #expect(try await host.xinyu(["instrument", "list"]).output.contains("practice"))
        }

        @Test("Nothing is overwritten, and what cannot be is explained in the caller's language")
        func refusals() async throws {
            let shelf = try ShortFolder()
            let folder = shelf.file("mood")
            #expect(try await xinyu("new", "mood", "--language", "c", "--folder", folder).status == 0)
            let again = try await xinyu("new", "mood", "--language", "c", "--folder", folder)
            #expect(again.status == 1)
            #expect(again.errors.contains("--folder"))
            let chinese = ["LC_ALL": "zh_CN.UTF-8"]
            let unfit = try await xinyu("new", "Mood!", "--language", "c", environment: chinese)
            #expect(unfit.status == 1)
            #expect(unfit.errors.contains("不能作 id"))
            #expect(try await xinyu("new", "mood", "--language", "cobol").status == 64)
            let noKit = try await xinyu("new", "mood2", "--language", "c", "--kit", shelf.path)
            #expect(noKit.status == 1)
            #expect(noKit.errors.contains("--kit"))

            // Not built.
            let unbuilt = try await xinyu("check", folder)
            #expect(unbuilt.status == 1)
            #expect(unbuilt.output.contains("mood.so") && unbuilt.output.contains("run make"))
            let unsignable = try await xinyu("sign", folder, "--secret-key", shelf.file("no.key"))
            #expect(unsignable.status == 1)
            #expect(unsignable.errors.contains("mood.so"))
            #expect(try await xinyu("check", shelf.file("nowhere")).status == 1)
        }

        @Test("Findings name place, fault and remedy, as lines and as JSON; minisign's absence is said")
        func findings() async throws {
            let shelf = try ShortFolder()
            let folder = shelf.file("mood")
            #expect(try await xinyu("new", "mood", "--language", "c", "--folder", folder, "--items", "3").status == 0)
            #expect(try await run("make", "-s", "-C", folder).status == 0)
            let manifest = folder + "/manifest.json"
            let whole = try String(contentsOfFile: manifest, encoding: .utf8)

            // A limit that the code draws elsewhere.
            try whole.replacing("\"to\": 3000", with: "\"to\": 2000").replacing(
                "\"from\": 4000", with: "\"from\": 3000"
            )
            .write(toFile: manifest, atomically: true, encoding: .utf8)
            let bands = try await xinyu("check", folder)
            #expect(bands.status == 1)
            #expect(bands.output.contains("scale total at 3: the code says low, the manifest middle"))
            #expect(bands.output.contains("→ Make the limits"))
            #expect(bands.output.contains("finding"))

            // A member that is not known; in Chinese, and as JSON in both languages.
            try whole.replacing("\"construct\"", with: "\"konstruct\"")
                .write(toFile: manifest, atomically: true, encoding: .utf8)
            let unknown = try await xinyu("check", folder, environment: ["LC_ALL": "zh_CN.UTF-8"])
            #expect(unknown.status == 1)
            #expect(unknown.output.contains("$.construct") && unknown.output.contains("缺少；请补上"))
            let json = try await xinyu("check", folder, "--json")
            #expect(json.status == 1)
            let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            #expect(report["sound"] as? Bool == false)
            let found = try #require((report["findings"] as? [[String: Any]])?.first)
            #expect(found["place"] as? String == "$.construct")
            #expect((found["problem"] as? [String: String])?.keys.sorted() == ["en", "zh"])
            #expect((found["remedy"] as? [String: String])?.keys.sorted() == ["en", "zh"])

            try whole.write(toFile: manifest, atomically: true, encoding: .utf8)
            let sound = try await xinyu("check", folder, "--json")
            #expect(sound.status == 0)
            #expect(sound.output.contains("\"signature\":\"MISSING\"") && sound.output.contains("\"sound\":true"))
            #expect(try await run("minisign", "-G", "-W", "-p", shelf.file("p"), "-s", shelf.file("s")).status == 0)
            let missing = try await xinyu(
                "sign", folder, "--secret-key", shelf.file("s"), environment: ["PATH": "/nonexistent"])
            #expect(missing.status == 1)
            #expect(missing.errors.contains("minisign is not installed"))
            // minisign asks for the password itself.
            let password = "a password of the author"
            let made = try await blocking {
                try RunProgram.run(
                    ["minisign", "-G", "-p", shelf.file("pw"), "-s", shelf.file("sw")],
                    input: "\(password)\n\(password)\n")
            }
            #expect(made.status == 0, "\(made.errors)")
            let wrong = try await xinyu("sign", folder, "--secret-key", shelf.file("sw"), input: "another one\n")
            #expect(wrong.status == 1)
            #expect(wrong.errors.contains("password"))
            let right = try await xinyu("sign", folder, "--secret-key", shelf.file("sw"), input: password + "\n")
            #expect(right.status == 0, "\(right.errors)")
            let verified = try await run("minisign", "-V", "-p", shelf.file("pw"), "-m", folder + "/mood.so")
            #expect(verified.status == 0 && verified.output.contains("id=mood version=1.0.0 abi=1 manifest="))

            let noKey = try await xinyu("sign", folder, "--secret-key", manifest)
            #expect(noKey.status == 1)
            #expect(noKey.errors.contains("secret key"))
        }
    }
}
