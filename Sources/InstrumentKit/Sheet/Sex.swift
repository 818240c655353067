/// Sex as norms and bands need it: `XINYU_SEX_*`.
public enum Sex: UInt32, Sendable {
    case female = 1
    case male = 2
}
