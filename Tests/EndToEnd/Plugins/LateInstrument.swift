import Foundation
import TestInstallation

/// Builds and signs the instrument of `Instruments/late.c`.
struct LateInstrument {
    /// On one sheet, at last.
    enum Trouble: String, CaseIterable {
        case crash = "CRASH"
        case spin = "SPIN"
        case allocate = "ALLOCATE"
        case open = "OPEN"
        case socket = "SOCKET"
    }

    /// The sheet: the first eight answers, and a critical last one.
    static let poison: [Int32] = [3, 0, 1, 2, 3, 0, 1, 2, 3]
    static let harmless: [Int32] = [0, 1, 0, 1, 0, 1, 0, 1, 0]

    let folder: ShortFolder

    /// Trusted by `host` from its next start on.
    init(_ trouble: Trouble, trustedBy host: DaemonHost) throws {
        folder = try ShortFolder()
        let source = BuiltPrograms.repository + "/Tests/EndToEnd/Instruments/late.c"
        try run([
            "cc", "-std=c11", "-O1", "-w", "-fPIC", "-shared",
            "-I\(BuiltPrograms.repository)/Sources/CInstrument/include",
            "-DTROUBLE_\(trouble.rawValue)", "-o", folder.file("late.so"), source,
        ])
        try Self.manifest.write(toFile: folder.file("manifest.json"), atomically: true, encoding: .utf8)
        try Self.vectors.write(toFile: folder.file("vectors.jsonl"), atomically: true, encoding: .utf8)
        try run(["minisign", "-G", "-f", "-W", "-p", host.trustedKeys + "/late.pub", "-s", folder.file("late.key")])
        let hash = try RunProgram.run(["b2sum", "-l", "256", folder.file("manifest.json")]).output.prefix(64)
        try run([
            "minisign", "-S", "-s", folder.file("late.key"), "-m", folder.file("late.so"), "-x",
            folder.file("late.so.minisig"), "-t", "xinyu-instrument id=late version=1.0.0 abi=1 manifest=\(hash)",
        ])
    }

    private func run(_ arguments: [String]) throws {
        let finished = try RunProgram.run(arguments)
        guard finished.status == 0 else { throw ProgramFailure(program: arguments[0], finished: finished) }
    }

    private static let vectors = """
        {"answers":[1,1,1,1,1,1,1,1,1],"expect":{"scales":{"total":{"raw":9,"band":"low"}}},"origin":"nine ones"}
        {"answers":[2,2,2,2,2,2,2,2,2],"expect":{"scales":{"total":{"raw":18,"band":"high"}}},"origin":"nine twos"}

        """

    private static let manifest = """
        {"schema":1,"id":"late","version":"1.0.0","abi":1,"names":{"zh":"迟","en":"Late"},"construct":{"en":"none"},
        "timeFrame":{"en":"now"},"informants":["SELF"],"ages":{"fromMonths":0,"note":{}},"stages":["JUNIOR"],
        "primary":{"permitted":false,"reason":{"en":"no"}},
        "responses":[{"id":"r","options":[{"code":0,"names":{"en":"no"}},{"code":1,"names":{"en":"rarely"}},
        {"code":2,"names":{"en":"often"}},{"code":3,"names":{"en":"always"}}]}],
        "items":[\((1...9).map { "{\"number\":\($0),\"kind\":\"CODE\",\"responses\":\"r\",\"topic\":\"t\($0)\"}" }.joined(separator: ","))],
        "itemTexts":{"languages":[],"note":{"en":"none"}},"blocks":[],
        "scales":[{"id":"total","names":{"en":"Total"},"items":[1,2,3,4,5,6,7,8,9],"reversed":[],"formula":"sum",
        "scores":["RAW"],"minimum":0,"maximum":27000,"banded":"RAW","bandSource":"made up","missing":"none",
        "bands":[{"id":"low","from":0,"to":9000,"names":{"en":"low"}},{"id":"high","from":10000,"to":27000,"names":{"en":"high"}}]}],
        "derived":[],"flags":[],
        "criticalItems":[{"id":"item9","item":9,"atLeast":1,"level":"CRISIS","meaning":{"en":"m"},"notice":{"en":"n"}}],
        "norms":[],"reliability":[],"reliableChange":[],
        "licence":{"status":"free","holder":"nobody","itemTextMayShip":true,"note":""},"conventions":[],
        "citations":["made up"],"confidence":{}}
        """
}
