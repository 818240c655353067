internal import Testing

@testable internal import XinyuAPI

@Suite("The members of a JSON text")
struct JSONPartsTests {
    private func parts(_ text: String) -> [String]? {
        let bytes = Array(text.utf8)
        return JSONParts(bytes[...])?.parts.map { part in
            let key = part.key.map { String(decoding: bytes[$0], as: UTF8.self) + "=" } ?? ""
            return key + String(decoding: bytes[part.value], as: UTF8.self)
        }
    }

    @Test("are found past strings and nesting")
    func members() {
        #expect(parts(#"{"a":1,"b":{"c":[1,2]},"d":"x,}\"]"}"#) == ["a=1", #"b={"c":[1,2]}"#, #"d="x,}\"]""#])
        #expect(parts("[1,[2,3],{}]") == ["1", "[2,3]", "{}"])
        #expect(parts(" { } ") == [])
        #expect(parts("[]") == [])
    }

    @Test("are none when it is neither object nor array")
    func scalars() {
        for text in ["", " ", "1", "\"{\"", "null", "true"] { #expect(parts(text) == nil) }
    }

    @Test("are none, and nothing breaks, when the text is cut at any byte")
    func cutAnywhere() {
        let bytes = Array(#"{"a":"b\"c","d":[1,{"e":null}],"f":{}}"#.utf8)
        for length in 0..<bytes.count { #expect(JSONParts(bytes[0..<length]) == nil) }
        #expect(JSONParts(bytes[...])?.parts.count == 3)
    }
}
