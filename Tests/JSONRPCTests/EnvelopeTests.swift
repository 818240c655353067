import Testing

@testable import JSONRPC

@Suite struct EnvelopeTests {
    private static func scan(_ text: [UInt8]) -> ScannedLine {
        var scanner = EnvelopeScanner(batchLimit: 32)
        return text.withUnsafeBytes { scanner.scan($0) }
    }

    private static func code(of element: ScannedElement) -> RPCError.Code? {
        switch element {
        case .request: nil
        case .fault(let error, _), .badNotification(let error): error.code
        }
    }

    /// As a corpus of JSON texts sees the server: each text is sent as a line.
    @Test func jsonThatIsNoRequestIsAnInvalidRequest() {
        for text in JSONCases.accepted {
            switch Self.scan(text) {
            case .single(let element): #expect(Self.code(of: element) == .invalidRequest)
            case .batch(let elements):
                #expect(!elements.isEmpty)
                for element in elements { #expect(Self.code(of: element) == .invalidRequest) }
            case .fault(let error):
                #expect(error.code == .invalidRequest, "\(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    @Test func whatIsNoJSONIsAParseError() {
        for text in JSONCases.refused {
            guard case .fault(let error) = Self.scan(text) else {
                Issue.record("taken: \(String(decoding: text, as: UTF8.self))")
                continue
            }
            #expect(error.code == .parseError)
        }
    }

    @Test func everyPrefixOfARequestIsAParseErrorAndTheWholeARequest() {
        let text = Array(
            #"{"jsonrpc":"2.0","id":1.5,"method":"a","params":{"b":"心"},"meta":{"timeout":"1S"},"x":[{}]}"#.utf8)
        for count in 0..<text.count {
            guard case .fault(let error) = Self.scan(Array(text[..<count])) else {
                Issue.record("taken at \(count)")
                continue
            }
            #expect(error.code == .parseError)
        }
        guard case .single(.request(let envelope)) = Self.scan(text) else {
            Issue.record("the whole is refused")
            return
        }
        #expect(envelope.id == CallID(Array("1.5".utf8)))
        #expect(envelope.method == "a")
        #expect(envelope.params == Array(#"{"b":"心"}"#.utf8))
        #expect(envelope.meta == CallMeta(timeout: .seconds(1)))
    }

    @Test func oneScannerServesManyLines() {
        var scanner = EnvelopeScanner(batchLimit: 32)
        for (method, isRequest) in [
            ("a", true), ("ab", true), ("a", true), ("b\\u0061", true), ("\u{1}", false), ("a", true),
        ] {
            let text = Array(#"{"jsonrpc":"2.0","method":"\#(method)","p":{"q":1,"r":2}}"#.utf8)
            let line = text.withUnsafeBytes { scanner.scan($0) }
            guard case .single(.request(let envelope)) = line else {
                #expect(!isRequest)
                continue
            }
            #expect(envelope.method == (method == "b\\u0061" ? "ba" : method))
            #expect(envelope.id == nil)
        }
    }

    @Test(
        arguments: [
            ("1H", .seconds(3600)), ("1M", .seconds(60)), ("2S", .seconds(2)), ("500m", .milliseconds(500)),
            ("7u", .microseconds(7)), ("99999999n", .nanoseconds(99_999_999)), ("00000001S", .seconds(1)), ("", nil),
            ("S", nil),
            ("5", nil), ("0S", nil), ("-1S", nil), ("+1S", nil), ("1.5S", nil), ("1s", nil), ("1 S", nil),
            ("123456789S", nil),
            ("1SS", nil), ("１S", nil),
        ] as [(String, Duration?)]) func timeoutsAreReadAsGRPCWritesThem(_ text: String, _ expected: Duration?)
    {
        #expect(TimeoutText.grpc(text) == expected)
    }

    @Test(
        arguments: [
            ("1", .milliseconds(1)), ("1500", .milliseconds(1500)), ("0.5", .microseconds(500)), ("1e3", .seconds(1)),
            ("0", nil),
            ("-1", nil), ("-0", nil), ("1e999", nil), ("1e-400", nil), ("1e300", .seconds(3_153_600_000)),
        ] as [(String, Duration?)]) func timeoutsInMillisecondsAreAboveZero(_ number: String, _ expected: Duration?)
    {
        #expect(TimeoutText.milliseconds(number) == expected)
    }
}
