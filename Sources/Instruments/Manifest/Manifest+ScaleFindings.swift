extension Manifest {
    func check(_ scale: Scale, at path: String, _ findings: inout Findings) {
        findings.expectText(scale.names, "\(path).names")
        expectItems(scale.items, "\(path).items", &findings)
        findings.expect(
            Set(scale.reversed).isSubset(of: scale.items), "\(path).reversed", "names items that are not the scale's",
            zh: "含有不属于该量表的条目")
        findings.expect(scale.minimum <= scale.maximum, "\(path).maximum", "is below minimum", zh: "小于 minimum")
        findings.expect(
            !scale.scores.isEmpty, "\(path).scores", "is empty; say which of RAW, STANDARD, MEAN there are",
            zh: "为空；请写明有 RAW、STANDARD、MEAN 中的哪些")
        findings.expect(scale.bands.count <= 64, "\(path).bands", "has more than 64 members", zh: "超过 64 项")
        findings.expect(
            scale.bands.isEmpty || scale.scores.contains(scale.banded), "\(path).banded", "is not among the scores",
            zh: "不在 scores 之中")
        findings.expect(
            scale.bands.isEmpty || !scale.bandSource.isEmpty, "\(path).bandSource",
            "is empty; cite where the bands are from", zh: "为空；请注明分界的出处")
        for (index, band) in scale.bands.enumerated() {
            let place = "\(path).bands[\(index)]"
            findings.expect(
                Self.isId(band.id), "\(place).id", "must be 1 to 64 letters, digits or _-.+",
                zh: "须为 1 至 64 个字母、数字或 _-.+")
            findings.expectText(band.names, "\(place).names")
            findings.expect(band.from <= band.to, "\(place).to", "is below from", zh: "小于 from")
            let clash = scale.bands[..<index].contains { other in
                other.informant == band.informant && other.sex == band.sex
                    && other.from <= band.to && band.from <= other.to
            }
            findings.expect(
                !clash, place, "overlaps another band for the same informant and sex", zh: "与同一填写人、同一性别的另一分段重叠")
        }
    }

    func checkIds(_ findings: inout Findings) {
        findings.expect(scales.count <= 128, "$.scales", "has more than 128 members", zh: "超过 128 项")
        findings.expect(
            !scales.isEmpty || !derived.isEmpty, "$.scales", "is empty, as is derived: nothing is scored",
            zh: "与 derived 均为空：没有任何计分")
        findings.expect(flags.count <= 128, "$.flags", "has more than 128 members", zh: "超过 128 项")
        findings.expectUnique(scales.map(\.id), "$.scales")
        findings.expectUnique(flags.map(\.id), "$.flags")
        findings.expectUnique(criticalItems.map(\.id), "$.criticalItems")
        findings.expectUnique(blocks.map(\.id), "$.blocks")
    }

    func checkCriticalItems(_ findings: inout Findings) {
        for (index, critical) in criticalItems.enumerated() {
            let path = "$.criticalItems[\(index)]"
            expectItems([critical.item], "\(path).item", &findings)
            findings.expectText(critical.meaning, "\(path).meaning")
            findings.expectText(critical.notice, "\(path).notice")
            guard items.indices.contains(critical.item - 1) else { continue }
            let permitted = permittedAnswers(to: critical.item)
            findings.expect(
                permitted?.contains(critical.atLeast) ?? false, "\(path).atLeast",
                "is no answer that the item can have", zh: "不是该条目可能的答案"
            )
        }
    }

    func checkEvidence(_ findings: inout Findings) {
        let ids = Set(scales.map(\.id))
        for (index, change) in reliableChange.enumerated() {
            let path = "$.reliableChange[\(index)]"
            findings.expect(ids.contains(change.scale), "\(path).scale", "is not one of the scales", zh: "不是量表之一")
            findings.expect(
                (1...1_000).contains(change.reliability), "\(path).reliability", "must be 1 to 1000 thousandths",
                zh: "须为千分之 1 至 1000")
            findings.expect(change.standardDeviation > 0, "\(path).standardDeviation", "must be above 0", zh: "须大于 0")
            findings.expect(!change.source.isEmpty, "\(path).source", "is empty; cite it", zh: "为空；请注明出处")
        }
        for (index, norm) in norms.enumerated() {
            findings.expect(!norm.source.isEmpty, "$.norms[\(index)].source", "is empty; cite it", zh: "为空；请注明出处")
        }
        findings.expect(
            Licence.statuses.contains(licence.status), "$.licence.status",
            "must be one of \(Licence.statuses.joined(separator: ", "))",
            zh: "须为下列之一：\(Licence.statuses.joined(separator: "、"))")
        findings.expect(!licence.holder.isEmpty, "$.licence.holder", "is empty", zh: "为空")
        findings.expect(!citations.isEmpty, "$.citations", "is empty; cite what the rules are from", zh: "为空；请注明规则的出处")
    }
}
