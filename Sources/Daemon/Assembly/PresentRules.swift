internal import Synchronization

/// The rules of the moment, for what goes on by itself while they are read again.
final class PresentRules: Sendable {
    private let present: Mutex<InstallationRules>

    init(_ rules: InstallationRules) { present = Mutex(rules) }

    var rules: InstallationRules { present.withLock { $0 } }

    func replace(with rules: InstallationRules) { present.withLock { $0 = rules } }
}
