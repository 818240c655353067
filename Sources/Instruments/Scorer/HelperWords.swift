/// What the helper and the host say of an instrument in fixed words, in Chinese. What is not here is quoted as it is.
enum HelperWords {
    static func chinese(_ words: String) -> String { table[words] ?? words }

    static let table = [
        "the signature is not of this file": "签名不属于这个文件（代码在签名后被改动或重新编译）",
        "the trusted comment has been changed": "签名的可信注释被改动",
        "the trusted comment is too long": "签名的可信注释过长",
        "the trusted comment names no ABI": "签名的可信注释没有写明 ABI",
        "manifest.json is not the one that was signed with the instrument": "manifest.json 不是与代码一同签署的那一份",
        "the signature file is not one of minisign": "签名文件不是 minisign 格式",
        "the signature file is too long": "签名文件过长",
        "the signature is of a kind that is not taken: sign with minisign 0.10 or later":
            "不接受这种签名：请用 minisign 0.10 或更新的版本",
        "signed with a key that is not among the trusted ones": "签名所用的密钥不在受信之列",
        "instrument and manifest are not the ones that are pinned": "代码与 manifest.json 不是所固定的那一份",
        "the signature cannot be read": "无法读取签名",
        "the signature is missing or cannot be read": "缺少签名，或无法读取",
        "the instrument's file is missing or cannot be read": "缺少代码文件，或无法读取",
        "the instrument is not a regular file": "代码不是普通文件",
        "signature and manifest name another ABI": "签名与 manifest.json 的 ABI 不同",
        "the instrument does not export xinyu_instrument_entry": "代码没有导出 xinyu_instrument_entry",
        "instrument.scales is NULL": "instrument.scales 为空指针",
        "instrument.score is NULL": "instrument.score 为空指针",
        "the instrument's description does not fit": "代码的自述过长",
        "its description cannot be read": "代码的自述无法读取",
        "the instrument crashed: invalid memory": "访问无效内存",
        "the instrument crashed: bus error": "总线错误",
        "the instrument crashed: trap": "执行了陷阱指令（数值溢出、强制解包等）",
        "the instrument crashed: division by zero": "除以零",
        "the instrument crashed: abort": "主动中止",
        "scales or their order differ": "量表或其顺序不同",
        "derived values or their order differ": "派生值或其顺序不同",
        "flags or their order differ": "标记或其顺序不同",
        "a sheet's score depends on the sheets before it": "一份答卷的结果取决于在它之前的答卷",
        "results of another shape": "结果的形状不对",
        "a value that the contract does not know": "出现约定之外的值",
        "it wrote to the channel itself": "自行写入了通道",
    ]
}
