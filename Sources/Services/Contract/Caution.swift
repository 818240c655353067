/// What every output of a screening says.
enum Caution {
    /// School staff may not diagnose (精神卫生法 art. 23), and screening items are often denied.
    static let text =
        "筛查不是诊断；自伤条目得 0 分不等于安全，请结合面谈判断。 Screening is not diagnosis, and a 0 on a self-harm item is not safety."
}
