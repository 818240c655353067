extension Manifest {
    /// All that makes no sense in a manifest whose form is right.
    func findings() -> [ManifestFinding] {
        var findings = Findings()
        checkHead(&findings)
        checkItems(&findings)
        checkBlocks(&findings)
        checkForms(&findings)
        for (index, scale) in scales.enumerated() { check(scale, at: "$.scales[\(index)]", &findings) }
        checkIds(&findings)
        checkDerived(&findings)
        checkCriticalItems(&findings)
        checkEvidence(&findings)
        return findings.all
    }

    /// Collects, and asks the questions that come up everywhere.
    struct Findings {
        var all: [ManifestFinding] = []

        mutating func expect(
            _ holds: Bool, _ path: String, _ message: @autoclosure () -> String, zh chinese: @autoclosure () -> String
        ) {
            // A manifest that is wrong everywhere is told so once, not a thousand times.
            if !holds && all.count < 50 { all.append(ManifestFinding(path, message(), zh: chinese())) }
        }

        mutating func expectText(_ text: Text, _ path: String) {
            expect(!text.isEmpty, path, "has no text; give at least one language", zh: "没有文字；至少给出一种语言")
            for (language, words) in text {
                expect(
                    !language.isEmpty && language.utf8.count <= 16, path,
                    "has a language that is not a tag as en or zh", zh: "语言标记须如 en、zh"
                )
                expect(
                    !words.isEmpty && words.utf8.count <= 8_192, "\(path).\(language)", "is empty or over 8 KiB",
                    zh: "为空，或超过 8 KiB")
            }
        }

        mutating func expectUnique(_ ids: [String], _ path: String) {
            for (index, id) in ids.enumerated() {
                expect(
                    Manifest.isId(id), "\(path)[\(index)].id", "must be 1 to 64 letters, digits or _-.+",
                    zh: "须为 1 至 64 个字母、数字或 _-.+")
                expect(!ids[..<index].contains(id), "\(path)[\(index)].id", "\(id) is there twice", zh: "\(id) 出现两次")
            }
        }
    }

    static func isId(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: "+"):
                    true
                default: false
                }
            }
    }

    /// An id that cannot be taken for a number.
    static func isName(_ text: String) -> Bool { isId(text) && !text.utf8.allSatisfy { $0 < UInt8(ascii: "A") } }

    private func checkItems(_ findings: inout Findings) {
        findings.expect(
            (1...1_024).contains(items.count), "$.items", "must have 1 to 1024 members", zh: "须有 1 至 1024 项")
        findings.expectUnique(responses.map(\.id), "$.responses")
        for (index, set) in responses.enumerated() {
            findings.expect(
                (1...256).contains(set.options.count), "$.responses[\(index)].options", "must have 1 to 256 members",
                zh: "须有 1 至 256 项")
            findings.expect(
                Set(set.options.map(\.code)).count == set.options.count, "$.responses[\(index)].options",
                "has a code twice", zh: "同一代码出现两次")
            for (place, option) in set.options.enumerated() {
                let path = "$.responses[\(index)].options[\(place)]"
                findings.expect(
                    option.id.map(Self.isName) ?? true, "\(path).id", "must be an id that is not a number",
                    zh: "须为不是数字的 id")
                findings.expect(
                    abs(option.code.clamped) <= 1_000_000, "\(path).code", "is beyond a million", zh: "超过一百万")
                findings.expectText(option.names, "\(path).names")
            }
        }
        let keys = items.compactMap(\.key)
        findings.expect(Set(keys).count == keys.count, "$.items", "has a key twice", zh: "同一 key 出现两次")
        for (index, item) in items.enumerated() {
            let path = "$.items[\(index)]"
            findings.expect(
                item.number == index + 1, "\(path).number", "must be \(index + 1): items are numbered from 1",
                zh: "须为 \(index + 1)：条目从 1 起编号")
            findings.expect(
                item.key.map(Self.isName) ?? true, "\(path).key", "must be an id that is not a number", zh: "须为不是数字的 id"
            )
            checkKind(of: item, at: path, &findings)
            if let texts = item.texts {
                findings.expectText(texts, "\(path).texts")
                findings.expect(
                    licence.itemTextMayShip, "\(path).texts", "must go: licence.itemTextMayShip is false",
                    zh: "须删去：licence.itemTextMayShip 为 false")
            }
            findings.expect(
                itemTexts.languages.allSatisfy { item.texts?[$0] != nil }, "\(path).texts",
                "lacks a language that itemTexts.languages promises", zh: "缺少 itemTexts.languages 所列的语言")
        }
        findings.expect(
            !itemTexts.languages.isEmpty || !itemTexts.note.isEmpty, "$.itemTexts.note",
            "must say where the item texts are to be had", zh: "须写明从何处取得题目文字")
    }

    private func checkKind(of item: Item, at path: String, _ findings: inout Findings) {
        switch item.kind {
        case .code:
            let known = responses.contains { $0.id == item.responses }
            findings.expect(known, "\(path).responses", "must name one of $.responses", zh: "须为 $.responses 之一")
        case .count, .minutes, .clock, .thousandths:
            let least = item.minimum ?? 1
            let most = item.maximum ?? 0
            findings.expect(
                item.minimum != nil && item.maximum != nil && least <= most, path,
                "needs minimum and maximum, since it is not a CODE", zh: "不是 CODE，须有 minimum 与 maximum")
            if item.kind == .clock {
                findings.expect(
                    least >= 0 && most <= 1_439, path, "must stay within 0 and 1439 minutes", zh: "须在 0 至 1439 分钟之间")
            }
        }
    }

    func expectItems(_ numbers: [Int], _ path: String, _ findings: inout Findings) {
        findings.expect(!numbers.isEmpty, path, "is empty", zh: "为空")
        findings.expect(Set(numbers).count == numbers.count, path, "names an item twice", zh: "同一条目出现两次")
        findings.expect(
            numbers.allSatisfy { $0 >= 1 && $0 <= items.count }, path, "names an item that is not there", zh: "含有不存在的条目"
        )
    }
}

extension Int64 {
    /// Safe to take the absolute value of.
    var clamped: Int64 { self == .min ? .max : self }
}
