internal import CInstrument
internal import EventLoop
internal import Glibc

/// One running helper with one instrument in it. Blocks the calling thread; belongs to one thread at a time.
final class ScorerProcess {
    /// What the helper has verified before the instrument's first instruction.
    struct Verified: Equatable {
        let contentHash: ContentHash
        let abi: UInt32
    }

    let verified: Verified
    let description: InstrumentDescription
    private let child: ChildProcess
    private let channel: ScorerChannel

    /// Verifies, loads and gets ready; throws what stands in the way.
    init(
        helper: String, files: InstrumentFiles, order: ScorerOrder, by deadline: ContinuousClock.Instant
    ) throws(ScoringFailure) {
        (child, channel, verified) = try Self.start(helper, files, order, .serve, deadline)
        let ready = try Self.expect(XINYU_FRAME_READY, on: channel, from: child, by: deadline)
        guard let description = InstrumentDescription(ready.bytes) else {
            throw .notLoadable("its description cannot be read")
        }
        self.description = description
    }

    /// Only verifies: no code of the instrument runs.
    static func verify(
        helper: String, files: InstrumentFiles, order: ScorerOrder, by deadline: ContinuousClock.Instant
    ) throws(ScoringFailure) -> Verified {
        try start(helper, files, order, .verify, deadline).2
    }

    /// Sends a BATCH frame, and receives the RESULTS frame into `results`.
    ///
    /// After an error the process is gone, and the value of no further use.
    ///
    /// - Parameter meanwhile: what is to be done while the helper computes.
    func score(
        _ batch: FrameMemory, into results: FrameMemory, by deadline: ContinuousClock.Instant,
        meanwhile: () -> Void = {}
    ) throws(ScoringFailure) {
        do {
            try channel.send(kind: XINYU_FRAME_BATCH, batch, by: deadline)
        } catch {
            // Last words may be waiting even though the helper no longer listens.
            if error == .timedOut { throw Self.failure(error, of: child, lastWords: nil) }
        }
        meanwhile()
        let kind: Int
        do {
            kind = try channel.receive(into: results, by: deadline)
        } catch {
            throw Self.failure(error, of: child, lastWords: nil)
        }
        if kind != XINYU_FRAME_RESULTS { throw Self.failure(kind, Array(results.payloadBytes), of: child) }
    }

    private static func start(
        _ helper: String, _ files: InstrumentFiles, _ order: ScorerOrder, _ task: ScorerOrder.Task,
        _ deadline: ContinuousClock.Instant
    ) throws(ScoringFailure) -> (ChildProcess, ScorerChannel, Verified) {
        let payload = try order.bytes(task)
        let plugin = open(files.plugin, O_RDONLY | O_CLOEXEC)
        let signature = open(files.signature, O_RDONLY | O_CLOEXEC)
        defer {
            close(plugin)
            close(signature)
        }
        guard plugin >= 0 else { throw .notVerified("the instrument's file is missing or cannot be read") }
        guard signature >= 0 else { throw .notVerified("the signature is missing or cannot be read") }
        let (channel, remote) = try ScorerChannel.pair()
        defer { close(remote) }
        let child: ChildProcess
        do {
            child = try ChildProcess(
                executable: helper,
                inheriting: [
                    ChildProcess.Inheritance(remote, as: XINYU_SCORER_CHANNEL),
                    ChildProcess.Inheritance(plugin, as: XINYU_SCORER_PLUGIN),
                    ChildProcess.Inheritance(signature, as: XINYU_SCORER_SIGNATURE),
                ])
        } catch {
            throw .helperUnavailable("\(error)")
        }
        do {
            try channel.send(kind: XINYU_FRAME_ORDER, payload, by: deadline)
        } catch {
            throw failure(error, of: child, lastWords: nil)
        }
        let frame = try expect(XINYU_FRAME_VERIFIED, on: channel, from: child, by: deadline)
        var reader = HostReader(frame.bytes)
        guard reader.next(64) != nil, let hash = reader.next(32).flatMap(ContentHash.init(bytes:)),
            reader.next(8) != nil, let abi = reader.next(UInt32.self)
        else { throw .helperUnavailable("the helper is of another release") }
        return (child, channel, Verified(contentHash: hash, abi: abi))
    }

    private static func expect(
        _ kind: Int, on channel: ScorerChannel, from child: ChildProcess, by deadline: ContinuousClock.Instant
    ) throws(ScoringFailure) -> ScorerChannel.Frame {
        let frame: ScorerChannel.Frame
        do {
            frame = try channel.receive(by: deadline)
        } catch {
            throw failure(error, of: child, lastWords: nil)
        }
        if frame.kind == kind { return frame }
        throw failure(frame.kind, frame.bytes, of: child)
    }

    /// What a frame of another kind than was expected means.
    private static func failure(_ kind: Int, _ bytes: [UInt8], of child: ChildProcess) -> ScoringFailure {
        guard kind == XINYU_FRAME_LAST_WORDS else { return failure(.nonsense, of: child, lastWords: nil) }
        return failure(.closed, of: child, lastWords: bytes)
    }
}
