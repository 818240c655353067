/// What a person is to a unit of the early-warning network · 预警网络.
public enum NetworkPart: String, Sendable, CaseIterable {
    case responsible
    /// Is told where the responsible person cannot be.
    case deputy
}
