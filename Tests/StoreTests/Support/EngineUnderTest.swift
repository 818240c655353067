import Store
import Testing

/// The engines that the contract tests run against. A second one is one more case here.
enum EngineUnderTest: CaseIterable, Sendable {
    case sqlite

    func install() throws -> TestInstallation {
        switch self {
        case .sqlite: try TestInstallation()
        }
    }
}
