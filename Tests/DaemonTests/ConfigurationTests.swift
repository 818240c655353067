import Daemon
import Foundation
import TestSupport
import Testing

@Suite struct ConfigurationTests {
    private static let least = """
        {"folder": "data", "socket": "run/socket", "rules": "rules", "log": {"folder": "log"},
         "instruments": {"folder": "instruments", "keys": "keys"}}
        """

    private func read(
        _ text: String = least, _ overrides: [String: String] = [:], environment: [String: String] = [:]
    ) async throws -> (DaemonConfiguration, folder: String) {
        let folder = try TemporaryFolder()
        try text.write(toFile: folder.file("xinyud.json"), atomically: true, encoding: .utf8)
        return (
            try await DaemonConfiguration.read(
                file: folder.file("xinyud.json"), overrides: overrides, environment: environment,
                executableFolder: "/usr/bin"), folder.path
        )
    }

    @Test func whatIsLeftOutHasItsDefault() async throws {
        let (configuration, folder) = try await read()
        #expect(configuration.stateFolder == folder + "/data")
        #expect(configuration.rootKeyFile == nil)
        #expect(configuration.scorer == "/usr/bin/xinyu-scorer")
        #expect(configuration.loops == 1)
        #expect(configuration.zone == .seconds(8 * 3_600))
        #expect(configuration.passwordHashing == .moderate)
    }

    /// The shipped file says what the defaults are.
    @Test func theShippedFileHoldsTheDefaults() async throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../config/xinyud.json"
        let (shipped, shippedFolder) = try await read(try String(contentsOfFile: path, encoding: .utf8))
        var (defaults, _) = try await read()
        defaults.stateFolder = "/var/lib/xinyu/data"
        defaults.logFolder = "/var/log/xinyu/access"
        defaults.socket = "/run/xinyu/xinyu.sock"
        defaults.rulesFolder = shippedFolder + "/rules"
        defaults.instrumentsFolder = "/var/lib/xinyu/instruments"
        defaults.trustedKeysFolder = "/etc/xinyu/trusted-keys"
        #expect(shipped == defaults)
    }

    @Test func theCommandLineComesBeforeTheEnvironmentBeforeTheFile() async throws {
        let file = Self.least.replacing("\"rules\": \"rules\"", with: "\"rules\": \"rules\", \"loops\": 2")
        #expect(try await read(file).0.loops == 2)
        #expect(try await read(file, environment: ["XINYU_LOOPS": "3"]).0.loops == 3)
        #expect(try await read(file, ["loops": "4"], environment: ["XINYU_LOOPS": "3"]).0.loops == 4)
    }

    @Test(arguments: [
        ("loops", "0"), ("loops", "65"), ("loops", "many"), ("limits.requestBytes", "10"), ("drain.seconds", "-1"),
        ("password.hashing", "none"), ("log.level", "loud"), ("zone.offsetMinutes", "900"),
    ])
    func aBadValueIsRefusedByName(_ key: String, _ value: String) async throws {
        await #expect {
            _ = try await read(Self.least, [key: value])
        } throws: { error in
            guard case .badValue(let named, _) = error as? ConfigurationError else { return false }
            return named == key
        }
    }

    @Test(arguments: ["folder", "socket", "rules", "log.folder", "instruments.folder", "instruments.keys"])
    func whatMustBeSetIsNamed(_ key: String) async throws {
        await #expect(throws: ConfigurationError.missingValue(key: key)) { _ = try await read(Self.least, [key: ""]) }
    }

    @Test func aFileThatIsNotThereIsNamed() async throws {
        await #expect(throws: ConfigurationError.fileMissing(path: "/nowhere/xinyud.json")) {
            try await DaemonConfiguration.read(
                file: "/nowhere/xinyud.json", environment: [:], executableFolder: "/usr/bin")
        }
    }

    @Test(arguments: ["", "[]", "{", "folder: data"])
    func aFileThatIsNoObjectIsRefused(_ text: String) async throws {
        await #expect {
            _ = try await read(text)
        } throws: { error in
            guard case .fileNotReadable = error as? ConfigurationError else { return false }
            return true
        }
    }
}
