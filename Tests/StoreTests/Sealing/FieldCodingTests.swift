import Domain
import Store
import TestSupport
import Testing

@Suite struct FieldCodingTests {
    @Test func theBytesAreTagLengthAndValue() {
        var fields = FieldEncoder()
        fields.put(1, "心")
        fields.put(2, Int64(-1))
        fields.put(3, Int64(128))
        fields.put(4, bytes: [])
        fields.put(5, nil as String?)
        #expect(fields.bytes == [1, 3, 0xE5, 0xBF, 0x83, 2, 1, 0xFF, 3, 2, 0x00, 0x80, 4, 0])
    }

    @Test(arguments: [0, 1, -1, 127, 128, -128, -129, 255, 256, 65_535, -65_536, .max, .min] as [Int64])
    func numbersComeBack(_ number: Int64) throws {
        var fields = FieldEncoder()
        fields.put(9, number)
        #expect(try FieldDecoder(fields.bytes).integer(9) == number)
    }

    @Test(arguments: [0, 1, 127, 128, 300, 16_383, 16_384, 70_000])
    func longFieldsComeBack(_ count: Int) throws {
        let bytes = [UInt8](repeating: 7, count: count)
        var fields = FieldEncoder()
        fields.put(1, bytes: bytes)
        fields.put(2, "after")
        let decoder = try FieldDecoder(fields.bytes)
        #expect(try decoder.bytes(1) == bytes)
        #expect(try decoder.text(2) == "after")
    }

    @Test func listsNestedFieldsAndUnknownTags() throws {
        var fields = FieldEncoder()
        fields.put(200, "from a newer program")
        fields.put(1, ["a", "b"])
        fields.put(2, nested: { $0.put(1, "inner") })
        fields.put(2, nested: { $0.put(1, "second") })
        let decoder = try FieldDecoder(fields.bytes)
        #expect(try decoder.texts(1) == ["a", "b"])
        #expect(try decoder.nested(2).map { try $0.text(1) } == ["inner", "second"])
        #expect(try decoder.optionalText(3) == nil)
        #expect(throws: StoreError.fieldsDamaged) { try decoder.text(3) }
    }

    @Test func aWordOutsideItsListIsRefused() throws {
        var fields = FieldEncoder()
        fields.put(1, "headmaster")
        #expect(throws: StoreError.fieldsDamaged) { try FieldDecoder(fields.bytes).state(1, as: Role.self) }
    }

    @Test func whatIsCutShortIsRefusedOrEndsAtAField() throws {
        var fields = FieldEncoder()
        fields.put(1, "four")
        fields.put(2, Int64(300))
        let ends = [0, 6, 10]
        for count in 0..<fields.bytes.count {
            let isWhole = (try? FieldDecoder(Array(fields.bytes[..<count]))) != nil
            #expect(isWhole == ends.contains(count))
        }
    }

    @Test func noBytesCrashTheDecoder() {
        let random = SeededRandomSource(seed: 42)
        for count in 0..<2_000 {
            guard let decoder = try? FieldDecoder(random.bytes(count % 40)) else { continue }
            for tag in UInt8.min...UInt8.max {
                _ = try? decoder.optionalInteger(tag)
                _ = try? decoder.texts(tag)
                _ = try? decoder.nested(tag)
                _ = try? decoder.optionalIdentifier(tag)
            }
        }
    }
}
