internal import Domain
internal import JSONRPC
internal import SwiftProtobuf
internal import Testing
internal import XinyuAPI

@Suite("Values of the domain in the contract's form")
struct ConversionTests {
    @Test("an identifier is 32 hexadecimal digits, or the field is named")
    func identifiers() throws {
        let text = "00112233445566778899aabbccddeeff"
        #expect(try Identifier(text, field: "unitId").description == text)
        #expect(try Identifier.ifPresent("", field: "unitId") == nil)
        #expect(try Identifier.ifPresent(text, field: "unitId")?.description == text)
        #expect(try Identifier.all([text, text], field: "unitIds").count == 2)
        for wrong in ["", "00112233", text.uppercased(), text + "0", "张三"] {
            let error = #expect(throws: RPCError.self) { try Identifier(wrong, field: "unitId") }
            #expect(error?.status == .invalidArgument)
            #expect(error?.details.fieldViolations.map(\.field) == ["unitId"])
            #expect(wrong.isEmpty || error?.message.contains(wrong) == false)
        }
        let error = #expect(throws: RPCError.self) { try Identifier.all([text, "x"], field: "unitIds") }
        #expect(error?.details.fieldViolations.map(\.field) == ["unitIds[1]"])
    }

    @Test(
        "a moment keeps its milliseconds, before 1970 too",
        arguments: [
            (0, 0, 0), (1, 0, 1_000_000), (1_500, 1, 500_000_000), (-1, -1, 999_000_000), (-1_000, -1, 0),
            (1_788_220_800_123, 1_788_220_800, 123_000_000),
        ] as [(Int64, Int64, Int32)])
    func moments(milliseconds: Int64, seconds: Int64, nanos: Int32) throws {
        let message = Google_Protobuf_Timestamp(Timestamp(milliseconds: milliseconds))
        #expect(message.seconds == seconds)
        #expect(message.nanos == nanos)
        #expect(try Timestamp(message, field: "at").milliseconds == milliseconds)
    }

    @Test("a moment outside the years 1 to 9999 is refused, not overflowed")
    func momentsOutOfRange() throws {
        let wrong = [
            Google_Protobuf_Timestamp(seconds: .max, nanos: 0), Google_Protobuf_Timestamp(seconds: .min, nanos: 0),
            Google_Protobuf_Timestamp(seconds: 253_402_300_800, nanos: 0),
            Google_Protobuf_Timestamp(seconds: 0, nanos: -1),
            Google_Protobuf_Timestamp(seconds: 0, nanos: 1_000_000_000),
        ]
        for message in wrong {
            let error = #expect(throws: RPCError.self) { try Timestamp(message, field: "at") }
            #expect(error?.details.fieldViolations.map(\.field) == ["at"])
        }
        // Beyond what the wire can say: still no trap.
        _ = Google_Protobuf_Timestamp(Timestamp(milliseconds: .min))
        _ = Google_Protobuf_Timestamp(Timestamp(milliseconds: .max))
    }

    @Test("each role has its word in the contract", arguments: Role.allCases)
    func roles(role: Role) throws {
        let word = APIRole(role)
        #expect(word != .unspecified)
        #expect(try Role(word, field: "role") == role)
        #expect(try #require(APIRole(rawValue: word.rawValue)) == word)
    }

    @Test("each sensitivity has its word and its number", arguments: Sensitivity.allCases)
    func sensitivities(sensitivity: Sensitivity) throws {
        #expect(APISensitivity(sensitivity).rawValue == sensitivity.rawValue)
        #expect(try Sensitivity(APISensitivity(sensitivity), field: "ceiling") == sensitivity)
    }

    @Test("a word that is not set or not known is refused with its field")
    func unknownWords() {
        for role in [APIRole.unspecified, .UNRECOGNIZED(99)] {
            let error = #expect(throws: RPCError.self) { try Role(role, field: "role") }
            #expect(error?.details.fieldViolations.map(\.field) == ["role"])
        }
        #expect(throws: RPCError.self) { try Sensitivity(.unspecified, field: "ceiling") }
    }
}
