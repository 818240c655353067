internal import Foundation

/// Runs `body`, which may block, on a thread of its own, so that it keeps no task waiting.
public func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Swift.Result(catching: body)) }
        thread.stackSize = 1 << 20
        thread.start()
    }
}
