internal import Configuration
internal import Foundation
internal import Logging
internal import SystemPackage

extension DaemonConfiguration {
    /// Reads the configuration: `overrides` (from the command line) before the environment (`XINYU_…`, dots as
    /// underscores) before the file.
    ///
    /// - Parameters:
    ///   - file: path of the JSON file.
    ///   - overrides: values by key, as `socket`.
    ///   - executableFolder: where the programs lie; the scorer is looked for there unless `scorer` is set.
    public static func read(
        file: String, overrides: [String: String] = [:],
        environment: [String: String], executableFolder: String
    ) async throws(ConfigurationError) -> DaemonConfiguration {
        guard FileManager.default.fileExists(atPath: file) else { throw .fileMissing(path: file) }
        let fileProvider: FileProvider<JSONSnapshot>
        do {
            fileProvider = try await FileProvider<JSONSnapshot>(filePath: FilePath(file))
        } catch {
            throw .fileNotReadable(path: file)
        }
        let flags = InMemoryProvider(
            name: "command line",
            values: Dictionary(
                uniqueKeysWithValues: overrides.map { key, value in
                    (
                        AbsoluteConfigKey(key.split(separator: ".").map(String.init)),
                        ConfigValue(.string(value), isSecret: false)
                    )
                }))
        let reader = ConfigReader(providers: [
            flags, EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "xinyu"),
            fileProvider,
        ])
        let source = ConfigurationSource(
            reader: reader, folder: URL(fileURLWithPath: file).standardizedFileURL.deletingLastPathComponent().path)
        return try DaemonConfiguration(source, executableFolder: executableFolder)
    }

    private init(_ source: ConfigurationSource, executableFolder: String) throws(ConfigurationError) {
        stateFolder = try source.path("folder")
        logFolder = try source.path("log.folder")
        socket = try source.path("socket")
        rootKeyFile = source.optionalPath("root.key")
        instrumentsFolder = try source.path("instruments.folder")
        trustedKeysFolder = try source.path("instruments.keys")
        scorer = source.optionalPath("scorer") ?? executableFolder + "/xinyu-scorer"
        rulesFolder = try source.path("rules")
        loops = try source.whole("loops", 1...64, or: 1)
        connections = try source.whole("limits.connections", 1...65_536, or: 4_096)
        connectionsPerUser = try source.whole("limits.connectionsPerUser", 1...65_536, or: 1_024)
        requestBytes = try source.whole("limits.requestBytes", 1_024...(64 << 20), or: 1 << 20)
        replyBytes = try source.whole("limits.replyBytes", 1_024...(256 << 20), or: 16 << 20)
        callsInFlight = try source.whole("limits.callsInFlight", 1...65_536, or: 256)
        drainTime = .seconds(try source.whole("drain.seconds", 0...3_600, or: 20))
        sessionIdle = .seconds(try source.whole("session.idleSeconds", 60...86_400, or: 1_800))
        sessionLength = .seconds(try source.whole("session.lengthSeconds", 60...604_800, or: 43_200))
        checkpointEvery = .seconds(try source.whole("log.checkpointSeconds", 1...86_400, or: 60))
        let hashing = source.text("password.hashing") ?? PasswordHashing.moderate.rawValue
        guard let passwordHashing = PasswordHashing(rawValue: hashing) else {
            throw .badValue(key: "password.hashing", expected: "moderate, interactive or minimal")
        }
        self.passwordHashing = passwordHashing
        zone = .seconds(60 * (try source.whole("zone.offsetMinutes", -720...840, or: 480)))
        population = try source.whole("population", 1...10_000_000, or: 5_000)
        logLevel = source.text("log.level") ?? "info"
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw .badValue(key: "log.level", expected: "trace, debug, info, notice, warning, error or critical")
        }
    }
}

/// The reader with the rules that every key follows.
private struct ConfigurationSource {
    let reader: ConfigReader
    let folder: String

    func text(_ key: String) -> String? { reader.string(forKey: ConfigKey(key)) }

    func optionalPath(_ key: String) -> String? {
        guard let path = text(key), !path.isEmpty else { return nil }
        return path.hasPrefix("/") ? path : folder + "/" + path
    }

    func path(_ key: String) throws(ConfigurationError) -> String {
        guard let path = optionalPath(key) else { throw .missingValue(key: key) }
        return path
    }

    func whole(_ key: String, _ range: ClosedRange<Int>, or standard: Int) throws(ConfigurationError) -> Int {
        // Read as text too: flags and the environment have nothing else.
        let value = reader.int(forKey: ConfigKey(key)) ?? text(key).map { Int($0) ?? range.lowerBound - 1 } ?? standard
        guard range.contains(value) else {
            throw .badValue(key: key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
