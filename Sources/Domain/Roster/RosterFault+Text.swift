extension RosterFault {
    /// In which language a text for people is wanted.
    public enum Language: Sendable, Hashable, CaseIterable {
        case chinese
        case english
    }
}

extension RosterFault.Reason {
    /// What is wrong and what to do: a fixed text.
    public func text(_ language: RosterFault.Language) -> String {
        switch language {
        case .chinese: texts.chinese
        case .english: texts.english
        }
    }

    private var texts: (chinese: String, english: String) {
        switch self {
        case .noHeader:
            ("文件没有表头；第一行应写明各列名称", "the file has no header; its first line must name the columns")
        case .headerUndecodable:
            (
                "表头不是所选编码；请改选编码（UTF-8 或 GB18030）后重试",
                "the header is not in the encoding chosen; choose the other one (UTF-8 or GB18030)"
            )
        case .missingColumn: ("缺少此列；请在表头中补上", "this column is missing; add it to the header")
        case .doubledColumn: ("此列出现了两次；请保留一列", "this column stands twice; keep one of them")
        case .fieldTooLong:
            ("单元格超过 4 KiB；请检查是否缺少右引号", "a cell is longer than 4 KiB; look for a quote that is not closed")
        case .recordTooLong:
            ("此行超过 64 KiB；请检查是否缺少右引号", "the line is longer than 64 KiB; look for a quote that is not closed")
        case .strayQuote:
            (
                "引号位置有误；含引号的单元格须整体加引号，内部引号写两次",
                "a quote stands where none may; put the whole cell in quotes and double those within"
            )
        case .unclosedQuote: ("引号没有结束；请补上右引号", "a quote is not closed; add the closing one")
        case .tooManyCells: ("单元格多于表头的列；请检查多余的逗号", "there are more cells than columns; look for a comma too many")
        case .undecodable: ("含有无法识别的字符；请检查文件编码", "some characters cannot be read; check the file's encoding")
        case .empty: ("不能为空；请填写", "must not be empty; fill it in")
        case .tooLong: ("超过 64 个字符；请缩短", "is longer than 64 characters; shorten it")
        case .controlCharacter: ("含有换行或控制字符；请删除", "has a line break or control character; remove it")
        case .numberAgainstRule:
            ("学号应为 1 至 32 位字母、数字或连字符", "must be 1 to 32 letters, digits or hyphens")
        case .numberRepeated:
            ("学号与本文件前面的一行重复；请更正其一", "an earlier line of this file has the same number; correct one of them")
        case .sexUnknown: ("性别应为 男 或 女", "must be male or female")
        case .dateUnknown:
            ("不是有效日期；请写成 2012-03-31 的形式", "is not a date that exists; write it as 2012-03-31")
        case .nationalIDLength:
            ("身份证号应为 18 位；请检查表格软件是否改成了科学计数", "must have 18 characters; see whether the spreadsheet made it a number")
        case .nationalIDCharacters:
            ("身份证号应为 17 位数字加一位数字或 X", "must be 17 digits and a digit or X")
        case .nationalIDBirthDate: ("身份证号中的出生日期不存在；请核对", "holds a birth date that does not exist; check it")
        case .nationalIDCheck: ("身份证号校验位不符；请核对是否输错", "its check character does not fit; look for a typing error")
        case .nationalIDAgainstBirthDate: ("身份证号与出生日期不一致；请核对两者", "contradicts the birth date; check both")
        case .nationalIDAgainstSex: ("身份证号与性别不一致；请核对两者", "contradicts the sex; check both")
        case .phoneAgainstRule: ("应为一个电话号码：5 至 20 位数字", "must be one telephone number of 5 to 20 digits")
        }
    }
}
