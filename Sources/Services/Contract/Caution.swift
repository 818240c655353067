/// What stands beside every result and every warning.
public enum Caution {
    /// Counsellors may not diagnose (精神卫生法第二十三条); and a zero says nothing about safety, since some who are at
    /// risk deny it.
    public static let screening = """
        筛查结果不是诊断（《精神卫生法》第二十三条），须由专业人员面谈核实。自伤、自杀相关条目为0分或未作答，不等于安全。
        """
}
