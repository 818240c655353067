/// A write on its way through the writer: first performed, then, after the commit, answered.
// @unchecked: one thread has it at a time; the writer's line, which it passes through, has a lock.
class WriteJob: @unchecked Sendable {
    /// Runs the closure and keeps what it returns.
    func perform(in transaction: WriteTransaction) throws {}
    /// Answers with what the closure returned, or with `failure`.
    func finish(_ failure: (any Error)?) {}
}

final class WriteJobReturning<Answer>: WriteJob, @unchecked Sendable {
    private let body: @Sendable (WriteTransaction) throws -> Answer
    private let completion: @Sendable (Result<Answer, any Error>) -> Void
    private var answer: Answer?

    init(
        _ body: @escaping @Sendable (WriteTransaction) throws -> Answer,
        _ completion: @escaping @Sendable (Result<Answer, any Error>) -> Void
    ) {
        self.body = body
        self.completion = completion
    }

    override func perform(in transaction: WriteTransaction) throws {
        answer = try body(transaction)
    }

    override func finish(_ failure: (any Error)?) {
        if let failure {
            completion(.failure(failure))
        } else if let answer {
            completion(.success(answer))
        } else {
            completion(.failure(StoreError.closed))
        }
        answer = nil
    }
}
