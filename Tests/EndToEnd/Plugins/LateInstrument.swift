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

    /// What a version says of itself: from which sum on it is high, and which item is critical beside the ninth.
    struct Revision: Sendable {
        let version: String
        let limit: Int
        let criticalItem: Int?

        static let first = Revision(version: "1.0.0", limit: 10, criticalItem: nil)
        static let second = Revision(version: "1.1.0", limit: 8, criticalItem: 1)
    }

    let folder: ShortFolder

    /// Trusted by `host` from its next start on.
    init(_ trouble: Trouble, _ revision: Revision = .first, trustedBy host: DaemonHost) throws {
        folder = try ShortFolder()
        let source = BuiltPrograms.repository + "/Tests/EndToEnd/Instruments/late.c"
        try run([
            "cc", "-std=c11", "-O1", "-w", "-fPIC", "-shared",
            "-I\(BuiltPrograms.repository)/Sources/CInstrument/include",
            "-DTROUBLE_\(trouble.rawValue)", "-DVERSION=\"\(revision.version)\"", "-DLIMIT=\(revision.limit)", "-o",
            folder.file("late.so"), source,
        ])
        try Self.manifest(of: revision).write(toFile: folder.file("manifest.json"), atomically: true, encoding: .utf8)
        try Self.vectors(of: revision).write(toFile: folder.file("vectors.jsonl"), atomically: true, encoding: .utf8)
        try run([
            "minisign", "-G", "-f", "-W", "-p", host.trustedKeys + "/late-\(revision.version).pub", "-s",
            folder.file("late.key"),
        ])
        let hash = try RunProgram.run(["b2sum", "-l", "256", folder.file("manifest.json")]).output.prefix(64)
        try run([
            "minisign", "-S", "-s", folder.file("late.key"), "-m", folder.file("late.so"), "-x",
            folder.file("late.so.minisig"), "-t",
            "xinyu-instrument id=late version=\(revision.version) abi=1 manifest=\(hash)",
        ])
    }

    private func run(_ arguments: [String]) throws {
        let finished = try RunProgram.run(arguments)
        guard finished.status == 0 else { throw ProgramFailure(program: arguments[0], finished: finished) }
    }

    private static func vectors(of revision: Revision) -> String {
        """
        {"answers":[1,1,1,1,1,1,1,0,0],"expect":{"scales":{"total":{"raw":7,"band":"low"}}},"origin":"seven ones"}
        {"answers":[2,2,2,2,2,2,2,2,2],"expect":{"scales":{"total":{"raw":18,"band":"high"}}},"origin":"nine twos"}

        """
    }

    private static func manifest(of revision: Revision) -> String {
        let critical = [9] + (revision.criticalItem.map { [$0] } ?? [])
        let criticalItems = critical.map { item in
            """
            {"id":"item\(item)","item":\(item),"atLeast":\(item == 9 ? 1 : 3),"level":"CRISIS","meaning":{"en":"m"},
            "notice":{"en":"n"}}
            """
        }.joined(separator: ",")
        return """
            {"schema":1,"id":"late","version":"\(revision.version)","abi":1,"names":{"zh":"迟","en":"Late"},"construct":{"en":"none"},
            "timeFrame":{"en":"now"},"informants":["SELF"],"ages":{"fromMonths":0,"note":{}},"stages":["JUNIOR"],
            "primary":{"permitted":false,"reason":{"en":"no"}},
            "responses":[{"id":"r","options":[{"code":0,"names":{"en":"no"}},{"code":1,"names":{"en":"rarely"}},
            {"code":2,"names":{"en":"often"}},{"code":3,"names":{"en":"always"}}]}],
            "items":[\((1...9).map { "{\"number\":\($0),\"kind\":\"CODE\",\"responses\":\"r\",\"topic\":\"t\($0)\"}" }.joined(separator: ","))],
            "itemTexts":{"languages":[],"note":{"en":"none"}},"blocks":[],
            "scales":[{"id":"total","names":{"en":"Total"},"items":[1,2,3,4,5,6,7,8,9],"reversed":[],"formula":"sum",
            "scores":["RAW"],"minimum":0,"maximum":27000,"banded":"RAW","bandSource":"made up","missing":"none",
            "bands":[{"id":"low","from":0,"to":\(revision.limit - 1)000,"names":{"en":"low"}},
            {"id":"high","from":\(revision.limit)000,"to":27000,"names":{"en":"high"}}]}],
            "derived":[],"flags":[],
            "criticalItems":[\(criticalItems)],
            "norms":[],"reliability":[],"reliableChange":[],
            "licence":{"status":"free","holder":"nobody","itemTextMayShip":true,"note":""},"conventions":[],
            "citations":["made up"],"confidence":{}}
            """
    }
}
