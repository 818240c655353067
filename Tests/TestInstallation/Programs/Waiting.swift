/// What was waited for did not come.
public struct NeverCame: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) { self.description = description }
}

/// Looks again every two milliseconds until `condition` holds.
///
/// - Parameter patience: far beyond what is needed, so that a slow machine fails no test.
public func eventually(
    _ what: String, within patience: Duration = .seconds(30), _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(2))
    }
    throw NeverCame(description: what)
}
