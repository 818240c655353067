/// Who filled in the sheet: `XINYU_INFORMANT_*`.
public enum Informant: UInt32, Sendable {
    case `self` = 1
    case parent = 2
    case teacher = 3
    case peer = 4
    case clinician = 5
}
