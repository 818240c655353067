import EventLoop
import JSONRPC

/// A connection that lines are written to, and that hears nothing.
final class Line: ByteStreamReceiver {
    private let stream: any ByteStream

    init(_ stream: any ByteStream) {
        self.stream = stream
        stream.loop.execute { stream.start(receiver: self) }
    }

    func send(_ line: String) { stream.loop.execute { self.stream.write(Array((line + "\n").utf8)) } }

    func received(_ bytes: UnsafeRawBufferPointer) {}
    func drained() {}
    func ended(_ reason: StreamEnd) {}
}

extension Desk {
    func anotherLine() -> Line {
        let (near, far) = InMemoryStream.pair(on: loop)
        server.accept(far)
        return Line(near)
    }
}
