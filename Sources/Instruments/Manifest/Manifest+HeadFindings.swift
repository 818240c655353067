extension Manifest {
    func checkHead(_ findings: inout Findings) {
        findings.expect(schema == 1, "$.schema", "must be 1", zh: "须为 1")
        findings.expect(
            Self.isId(id) && !id.hasPrefix("."), "$.id", "must be 1 to 64 letters, digits or _-.+",
            zh: "须为 1 至 64 个字母、数字或 _-.+")
        findings.expect(
            Self.isId(version) && !version.hasPrefix(".") && version.split(separator: ".").count >= 3, "$.version",
            "must be a semantic version as 1.0.0", zh: "须为 1.0.0 这样的语义化版本号")
        findings.expect(abi == 1, "$.abi", "must be 1, the ABI of this host", zh: "须为 1，即本机的 ABI")
        findings.expectText(names, "$.names")
        findings.expectText(construct, "$.construct")
        findings.expectText(timeFrame, "$.timeFrame")
        findings.expect(!informants.isEmpty, "$.informants", "is empty; say who fills the sheet in", zh: "为空；请写明由谁填写")
        findings.expect(!stages.isEmpty, "$.stages", "is empty; say for which schools it is meant", zh: "为空；请写明适用于哪些学段")
        findings.expect(ages.fromMonths >= 0, "$.ages.fromMonths", "is negative", zh: "不能为负")
        findings.expect(
            ages.toMonths.map { $0 >= ages.fromMonths } ?? true, "$.ages.toMonths", "is below fromMonths",
            zh: "小于 fromMonths")
        findings.expect(
            !stages.contains(.primary) || primary.permitted, "$.primary.permitted",
            "is false, but stages name PRIMARY; make them agree", zh: "为 false，但 stages 含 PRIMARY；请使二者一致")
        findings.expect(
            !primary.permitted || criticalItems.isEmpty, "$.primary.permitted",
            "is true, but there are critical items, which primary pupils are not shown", zh: "为 true，但有危机条目，不得向小学生呈现")
        for (index, limits) in (ages.informants ?? []).enumerated() {
            findings.expect(
                informants.contains(limits.informant), "$.ages.informants[\(index)].informant",
                "is not among $.informants", zh: "不在 $.informants 之中")
        }
        if let administration { findings.expectText(administration.note, "$.administration.note") }
        for (index, step) in (procedure ?? []).enumerated() {
            let path = "$.procedure[\(index)]"
            findings.expectText(step.texts, "\(path).texts")
            findings.expect(
                derived.contains { $0.id == step.id && $0.kind == .statement }, "\(path).id",
                "must be that of a derived YES_NO value, which says when the step is due",
                zh: "须为某个 YES_NO 派生值的 id，由它说明该步骤何时进行")
        }
    }

    func checkForms(_ findings: inout Findings) {
        guard let forms else {
            for (index, scale) in scales.enumerated() {
                findings.expect(
                    scale.reversedByForm == nil, "$.scales[\(index)].reversedByForm", "needs $.forms", zh: "需要 $.forms")
            }
            return
        }
        findings.expect(
            (2...8).contains(forms.count), "$.forms", "must have 2 to 8 members, or be left out", zh: "须有 2 至 8 项，或略去")
        findings.expectUnique(forms.map(\.id), "$.forms")
        for (index, form) in forms.enumerated() { findings.expectText(form.names, "$.forms[\(index)].names") }
        for (index, scale) in scales.enumerated() {
            for (form, reversed) in scale.reversedByForm ?? [:] {
                let path = "$.scales[\(index)].reversedByForm.\(form)"
                findings.expect(forms.contains { $0.id == form }, path, "is not one of $.forms", zh: "不是 $.forms 之一")
                findings.expect(
                    Set(reversed).isSubset(of: scale.items), path, "names items that are not the scale's",
                    zh: "含有不属于该量表的条目")
            }
        }
    }

    func checkBlocks(_ findings: inout Findings) {
        var taken: Set<Int> = []
        for (index, block) in blocks.enumerated() {
            let path = "$.blocks[\(index)]"
            expectItems(block.items, "\(path).items", &findings)
            findings.expect(
                taken.isDisjoint(with: block.items), "\(path).items", "names items of another block", zh: "含有其他题组的条目")
            taken.formUnion(block.items)
            guard let condition = block.askedWhen else { continue }
            expectItems(condition.anyOf, "\(path).askedWhen.anyOf", &findings)
            let first = block.items.min() ?? 0
            findings.expect(
                condition.anyOf.allSatisfy { $0 < first }, "\(path).askedWhen.anyOf",
                "must come before the block's items", zh: "须在该题组的条目之前")
        }
    }
}
