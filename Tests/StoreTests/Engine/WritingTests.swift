import Domain
import Store
import Synchronization
import Testing

/// What the writer promises: all or nothing, each closure by itself, answered when durable.
@Suite struct WritingTests {
    let installation = try! TestInstallation()
}
