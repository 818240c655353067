extension Manifest {
    func checkHead(_ findings: inout Findings) {
        findings.expect(schema == 1, "$.schema", "must be 1")
        findings.expect(Self.isId(id) && !id.hasPrefix("."), "$.id", "must be 1 to 64 letters, digits or _-.+")
        findings.expect(
            Self.isId(version) && !version.hasPrefix(".") && version.split(separator: ".").count >= 3, "$.version",
            "must be a semantic version as 1.0.0")
        findings.expect(abi == 1, "$.abi", "must be 1, the ABI of this host")
        findings.expectText(names, "$.names")
        findings.expectText(construct, "$.construct")
        findings.expectText(timeFrame, "$.timeFrame")
        findings.expect(!informants.isEmpty, "$.informants", "is empty; say who fills the sheet in")
        findings.expect(!stages.isEmpty, "$.stages", "is empty; say for which schools it is meant")
        findings.expect(ages.fromMonths >= 0, "$.ages.fromMonths", "is negative")
        findings.expect(ages.toMonths.map { $0 >= ages.fromMonths } ?? true, "$.ages.toMonths", "is below fromMonths")
        findings.expect(
            !stages.contains(.primary) || primary.permitted, "$.primary.permitted",
            "is false, but stages name PRIMARY; make them agree")
        findings.expect(
            !primary.permitted || criticalItems.isEmpty, "$.primary.permitted",
            "is true, but there are critical items, which primary pupils are not shown")
        for (index, limits) in (ages.informants ?? []).enumerated() {
            findings.expect(
                informants.contains(limits.informant), "$.ages.informants[\(index)].informant",
                "is not among $.informants")
        }
        if let administration { findings.expectText(administration.note, "$.administration.note") }
        for (index, step) in (procedure ?? []).enumerated() {
            let path = "$.procedure[\(index)]"
            findings.expectText(step.texts, "\(path).texts")
            findings.expect(
                derived.contains { $0.id == step.id && $0.kind == .statement }, "\(path).id",
                "must be that of a derived YES_NO value, which says when the step is due")
        }
    }

    func checkForms(_ findings: inout Findings) {
        guard let forms else {
            for (index, scale) in scales.enumerated() {
                findings.expect(
                    scale.reversedByForm == nil, "$.scales[\(index)].reversedByForm", "needs $.forms")
            }
            return
        }
        findings.expect((2...8).contains(forms.count), "$.forms", "must have 2 to 8 members, or be left out")
        findings.expectUnique(forms.map(\.id), "$.forms")
        for (index, form) in forms.enumerated() { findings.expectText(form.names, "$.forms[\(index)].names") }
        for (index, scale) in scales.enumerated() {
            for (form, reversed) in scale.reversedByForm ?? [:] {
                let path = "$.scales[\(index)].reversedByForm.\(form)"
                findings.expect(forms.contains { $0.id == form }, path, "is not one of $.forms")
                findings.expect(
                    Set(reversed).isSubset(of: scale.items), path, "names items that are not the scale's")
            }
        }
    }

    func checkBlocks(_ findings: inout Findings) {
        var taken: Set<Int> = []
        for (index, block) in blocks.enumerated() {
            let path = "$.blocks[\(index)]"
            expectItems(block.items, "\(path).items", &findings)
            findings.expect(taken.isDisjoint(with: block.items), "\(path).items", "names items of another block")
            taken.formUnion(block.items)
            guard let condition = block.askedWhen else { continue }
            expectItems(condition.anyOf, "\(path).askedWhen.anyOf", &findings)
            let first = block.items.min() ?? 0
            findings.expect(
                condition.anyOf.allSatisfy { $0 < first }, "\(path).askedWhen.anyOf",
                "must come before the block's items")
        }
    }
}
