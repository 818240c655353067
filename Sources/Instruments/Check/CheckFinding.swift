public import Domain

/// What is wrong with an instrument: where, what, and what its author can do, in both languages.
public struct CheckFinding: Sendable, Equatable, CustomStringConvertible {
    public enum Step: String, Sendable {
        case files, manifest, signature, loading, scoring, vectors, determinism, bands
    }

    public let step: Step
    /// As `$.scales[0].bands[2].from`, `line 3` or `gad7.so`; empty where the step itself says it.
    public let place: String
    /// What is wrong.
    public let problem: LocalText
    /// What to do.
    public let remedy: LocalText

    /// Place and problem in English.
    public var message: String { place.isEmpty ? problem.english : "\(place): \(problem.english)" }

    public var description: String { "\(step.rawValue): \(message)" }
}

extension CheckFinding {
    init(_ finding: ManifestFinding) {
        self.init(
            step: .manifest, place: finding.path, problem: LocalText(finding.chinese, finding.message),
            remedy: .mendManifest)
    }

    init(_ step: Step, _ failure: ScoringFailure, place: String = "") {
        self.init(
            step: step, place: place, problem: LocalText(failure.chinese, failure.description), remedy: failure.remedy)
    }
}

extension LocalText {
    static let mendManifest = LocalText(
        "请修改 manifest.json 中此处；各字段见 Plugins/README.md 的“manifest.json”一节。",
        "Mend this place of manifest.json; Plugins/README.md describes each member under \"manifest.json\".")
    static let build = LocalText(
        "请先编译：在目录中运行 make。", "Build it first: run make in the folder.")
    static let writeVectors = LocalText(
        "请在 vectors.jsonl 中逐行写出样例：答案、手工算出的结果（expect）与出处（origin）；格式见 Plugins/README.md 的“Vectors”一节。",
        "Write one sheet a line into vectors.jsonl: answers, what must come of them, worked out by hand, as expect, and "
            + "where that comes from as origin; Plugins/README.md, \"Vectors\".")
    static let workOutVector = LocalText(
        "请对照出处重新手算这一行：样例正确就改代码，样例有误就改样例及其出处。",
        "Work this line out by hand once more from its source: mend the code if the vector is right, else the vector "
            + "and its origin.")
    static let makePure = LocalText(
        "评分只能取决于答卷：去掉时钟、随机数、全局变量，以及对先前答卷的记忆。",
        "A score may follow from the sheet alone: take out clocks, randomness, global variables and what is remembered "
            + "of earlier sheets.")
    static let putBack = LocalText(
        "请从备份放回该版本的文件，或卸载后重新安装。",
        "Put the files of this version back from a backup, or uninstall it and install it again.")
    static let alignBands = LocalText(
        "请使代码与 manifest.json 的分界一致（manifest.json 以千分之一为单位：5 分写作 5000），再核对出处。",
        "Make the limits in the code and in manifest.json the same (manifest.json counts in thousandths: 5 points are "
            + "5000), and hold both against the source.")
    static let mendRange = LocalText(
        "请修改 manifest.json 中该量表的 minimum、maximum，或修改代码中的算法。",
        "Mend minimum and maximum of the scale in manifest.json, or the formula in the code.")
}
