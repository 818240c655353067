internal import Domain

extension ScoringFailure {
    /// The same as `description`, in Chinese.
    var chinese: String {
        switch self {
        case .answers(let fault): "答卷有误：\(fault)"
        case .sheetRefused: "测评工具不接受这样的答卷：请核对填写人、年龄、性别、年级。"
        case .timedOut: "测评工具未在限定时间内算完。"
        case .crashed(let how): "测评工具崩溃（\(HelperWords.chinese(how))）。"
        case .forbiddenCall: "测评工具做了不允许的操作，已被终止。"
        case .wroteOutsideItsBuffers: "测评工具读写了缓冲区以外的内存，已被终止。"
        case .impossibleResult(let what): "测评工具给出了不可能的结果：\(HelperWords.chinese(what))。"
        case .notVerified(let why): "与所签署的内容不符：\(HelperWords.chinese(why))。"
        case .notLoadable(let why): "无法加载：\(HelperWords.chinese(why))。"
        case .notAsDescribed(let what): "代码与 manifest.json 不一致：\(HelperWords.chinese(what))。"
        case .sandboxUnavailable(let why): "没有沙箱不运行测评工具：\(HelperWords.chinese(why))。"
        case .helperUnavailable(let why): "无法启动评分程序：\(HelperWords.chinese(why))。"
        case .suspended: "测评工具因三次失败已暂停；可由测评工具管理员恢复。"
        case .notInstalled: "没有安装该版本的测评工具。"
        }
    }

    /// What the instrument's author can do.
    var remedy: LocalText {
        switch self {
        case .answers, .sheetRefused, .suspended, .notInstalled:
            LocalText(
                "请核对 manifest.json 的 informants、forms 与代码所接受的是否一致。",
                "See whether the code takes what informants and forms of manifest.json offer.")
        case .timedOut:
            LocalText(
                "请检查循环的终止条件；数百份答卷必须在数秒内算完。",
                "Look for a loop without an end; hundreds of sheets have to be scored within seconds.")
        case .crashed:
            LocalText(
                "请用样例在调试器中运行 score；常见原因：空指针、数组越界、除以零、数值溢出。",
                "Call score with a vector under a debugger; mostly it is a null pointer, an index out of range, a division "
                    + "by zero or an overflow.")
        case .forbiddenCall:
            LocalText(
                "评分代码只能计算：不能打开文件、联网、取时间、取随机数、启动线程或进程；Swift 中不要用 Dictionary、Set 与 print。",
                "Scoring may only compute: no file, socket, clock, randomness, thread or process; in Swift no Dictionary, "
                    + "no Set and no print.")
        case .wroteOutsideItsBuffers:
            LocalText(
                "请只写入代码所声明数量的 scales、derived、flags，只读取 answer_count 个答案。",
                "Write no more scales, derived values and flags than the code declares, and read answer_count answers.")
        case .impossibleResult:
            LocalText(
                "请核对结果：未完成的量表没有分段，band 是分段的序号，标签为 0、1000、2000……",
                "Look at the result: an incomplete scale has no band, band is the place of one of the bands, labels are 0, "
                    + "1000, 2000 and so on.")
        case .notVerified:
            LocalText(
                "编译或修改 manifest.json 后都要重新签名：xinyu instrument sign；并用 --public-key 指明公钥，或将其放入本机的 trusted-keys。",
                "Sign again after each build and each change of manifest.json: xinyu instrument sign; and name the public "
                    + "key with --public-key, or put it into this host's trusted-keys.")
        case .notLoadable:
            LocalText(
                "请核对代码导出 xinyu_instrument_entry，只链接 libc，id 与 version 同 manifest.json，各结构的 size 与 abi 已填。",
                "See that the code exports xinyu_instrument_entry, links nothing but libc, has id and version of "
                    + "manifest.json, and fills in size and abi of each struct.")
        case .notAsDescribed:
            LocalText(
                "请使代码与 manifest.json 的条目数、量表、分段、派生值、标记及其顺序一致。",
                "Make items, scales, bands, derived values and flags, and their order, the same in code and manifest.json."
            )
        case .sandboxUnavailable:
            LocalText(
                "请换一台允许 seccomp 的机器或容器；这不是测评工具的问题。",
                "Use a machine or a container that allows seccomp; the instrument is not at fault.")
        case .helperUnavailable:
            LocalText(
                "请用 --scorer 指明 xinyu-scorer 的路径；这不是测评工具的问题。",
                "Name the path of xinyu-scorer with --scorer; the instrument is not at fault.")
        }
    }
}
