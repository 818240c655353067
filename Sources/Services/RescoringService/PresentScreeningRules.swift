internal import Synchronization

/// The rules of the moment, for what goes on while they are read again.
final class PresentScreeningRules: Sendable {
    private let present: Mutex<ScreeningRules>

    init(_ rules: ScreeningRules) { present = Mutex(rules) }

    var rules: ScreeningRules { present.withLock { $0 } }

    func replace(with rules: ScreeningRules) { present.withLock { $0 = rules } }
}
