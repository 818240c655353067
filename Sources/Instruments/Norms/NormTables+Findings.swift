internal import Domain

extension NormTables {
    /// The largest figure that any instrument's score, or a T score, comes near: a million, in thousandths.
    private static let largest: Int64 = 1_000_000_000

    /// All that makes no sense in norms whose form is right, without knowing the instrument.
    func findings() -> [NormFinding] {
        var findings = NormFindings()
        findings.expect(schema == 1, "$.schema", "must be 1", zh: "须为 1")
        findings.expect(
            Manifest.isId(id) && !id.hasPrefix("."), "$.id", "must be 1 to 64 letters, digits or _-.+",
            zh: "须为 1 至 64 个字母、数字或 _-.+")
        findings.expect(
            Manifest.isId(version) && !version.hasPrefix(".") && version.split(separator: ".").count >= 3, "$.version",
            "must be a semantic version as 1.0.0", zh: "须为 1.0.0 一类的版本号")
        findings.expect(Manifest.isId(instrument), "$.instrument", "must be the id of an instrument", zh: "须为测评工具的 id")
        findings.expect(
            (1...64).contains(instrumentVersions.count) && instrumentVersions.allSatisfy(Manifest.isId),
            "$.instrumentVersions", "must name 1 to 64 versions of the instrument", zh: "须列出 1 至 64 个测评工具版本")
        findings.expectText(names, "$.names")
        findings.expectText(population, "$.population")
        findings.expect(
            (1900...2200).contains(year), "$.year", "must be the year in which the data were collected",
            zh: "须为采集数据的年份")
        findings.expect(
            !source.isEmpty && source.utf8.count <= 8_192, "$.source", "is empty or over 8 KiB; cite the source",
            zh: "为空，或超过 8 KiB；请写明来源")
        if let note { findings.expectText(note, "$.note") }
        findings.expect((1...256).contains(tables.count), "$.tables", "must have 1 to 256 members", zh: "须有 1 至 256 项")
        for (index, table) in tables.enumerated() {
            let path = "$.tables[\(index)]"
            let clash = tables[..<index].contains { other in
                other.scale == table.scale
                    && (other.informant == nil || table.informant == nil || other.informant == table.informant)
            }
            findings.expect(!clash, path, "is a second table for the same scale and informant", zh: "同一分量表、同一填写人有两张表")
            check(table, at: path, &findings)
        }
        return findings.all
    }

    private func check(_ table: Table, at path: String, _ findings: inout NormFindings) {
        findings.expect(
            (1...1_024).contains(table.cells.count), "\(path).cells", "must have 1 to 1024 members", zh: "须有 1 至 1024 项"
        )
        for (index, cell) in table.cells.prefix(1_024).enumerated() {
            let place = "\(path).cells[\(index)]"
            if let other = table.cells[..<index].firstIndex(where: { $0.overlaps(cell) }) {
                findings.expect(
                    false, place, "overlaps cells[\(other)]: somebody would be in both",
                    zh: "与 cells[\(other)] 重叠：有人会同属两组")
            }
            checkGroup(cell, at: place, &findings)
            checkFigures(cell, table.tScore, at: place, &findings)
        }
    }

    private func checkGroup(_ cell: Cell, at path: String, _ findings: inout NormFindings) {
        findings.expect(
            cell.n >= SmallCell.leastPeople && cell.n <= 1_000_000_000, "\(path).n",
            "must be \(SmallCell.leastPeople) people or more: fewer are no norm, and nearly somebody",
            zh: "须不少于 \(SmallCell.leastPeople) 人：人数再少不成常模，也近于指名道姓")
        findings.expect(
            cell.stage != nil || (cell.gradeFrom == nil && cell.gradeTo == nil), "\(path).gradeFrom",
            "needs stage: years are counted within it", zh: "须同时写明 stage：年级按学段计")
        findings.expect(
            (cell.gradeFrom == nil) == (cell.gradeTo == nil), "\(path).gradeTo", "must be there if gradeFrom is",
            zh: "写了 gradeFrom 就须写 gradeTo")
        if let from = cell.gradeFrom, let to = cell.gradeTo {
            findings.expect(
                from <= to && (1...6).contains(from) && (1...6).contains(to), "\(path).gradeFrom",
                "must be a year from 1 to 6, and not beyond gradeTo", zh: "须为 1 至 6，且不大于 gradeTo")
        }
        for (name, age) in [("ageFromMonths", cell.ageFromMonths), ("ageToMonths", cell.ageToMonths)] {
            findings.expect(
                age.map { (0...1_800).contains($0) } ?? true, "\(path).\(name)", "must be 0 to 1800 months",
                zh: "须为 0 至 1800 个月")
        }
        findings.expect(
            cell.ageFromMonths ?? 0 <= cell.ageToMonths ?? .max, "\(path).ageToMonths", "is below ageFromMonths",
            zh: "小于 ageFromMonths")
    }

    private func checkFigures(_ cell: Cell, _ rule: TRule?, at path: String, _ findings: inout NormFindings) {
        func isSane(_ figure: Int64?) -> Bool { figure.map { $0.clamped.magnitude <= Self.largest } ?? true }
        findings.expect(isSane(cell.mean), "\(path).mean", "is beyond a million", zh: "超过一百万")
        findings.expect(
            cell.standardDeviation.map { (1...Self.largest).contains($0) } ?? true, "\(path).standardDeviation",
            "must be above 0 and not beyond a million", zh: "须大于 0，且不超过一百万")
        findings.expect(
            (cell.mean == nil) == (cell.standardDeviation == nil), "\(path).standardDeviation",
            "must be there if mean is, and only then", zh: "须与 mean 同有同无")
        findings.expect(
            cell.mean != nil || cell.percentiles != nil || cell.tScores != nil, path,
            "has no figures; give mean and standardDeviation, percentiles or tScores",
            zh: "没有数据；请给出 mean 与 standardDeviation、percentiles 或 tScores")
        findings.expect(
            rule != .linear || cell.mean != nil, "\(path).mean", "is missing, and tScore is LINEAR",
            zh: "缺少，而 tScore 为 LINEAR")
        findings.expect(
            (rule == .table) == (cell.tScores != nil), "\(path).tScores", "must be there if tScore is TABLE, only then",
            zh: "tScore 为 TABLE 时须有，否则不可有")
        if let percentiles = cell.percentiles {
            findings.expect(
                (1...999).contains(percentiles.count), "\(path).percentiles", "must have 1 to 999 members",
                zh: "须有 1 至 999 项")
            for (index, percentile) in percentiles.enumerated() {
                let place = "\(path).percentiles[\(index)]"
                findings.expect(
                    (1...99_999).contains(percentile.percent), "\(place).percent",
                    "must be above 0 and below 100 %, in thousandths: 97.5 % is 97500",
                    zh: "须大于 0、小于 100 %，以千分之一计：97.5 % 写作 97500")
                findings.expect(isSane(percentile.score), "\(place).score", "is beyond a million", zh: "超过一百万")
                guard index > 0 else { continue }
                let former = percentiles[index - 1]
                findings.expect(
                    former.percent < percentile.percent, "\(place).percent", "must be above the one before",
                    zh: "须大于前一项")
                findings.expect(
                    former.score <= percentile.score, "\(place).score", "is below the percentile before", zh: "小于前一个百分位"
                )
            }
        }
        if let tScores = cell.tScores {
            findings.expect(
                (1...2_048).contains(tScores.count), "\(path).tScores", "must have 1 to 2048 members",
                zh: "须有 1 至 2048 项")
            for (index, step) in tScores.enumerated() {
                let place = "\(path).tScores[\(index)]"
                findings.expect(isSane(step.score), "\(place).score", "is beyond a million", zh: "超过一百万")
                findings.expect(isSane(step.t), "\(place).t", "is beyond a million", zh: "超过一百万")
                guard index > 0 else { continue }
                let former = tScores[index - 1]
                findings.expect(
                    former.score < step.score, "\(place).score", "must be above the one before", zh: "须大于前一项")
                findings.expect(former.t <= step.t, "\(place).t", "is below the one before", zh: "小于前一项")
            }
        }
    }
}

extension NormTables {
    /// What is wrong with the norms for this instrument: one of the versions that they name.
    public func findings(for manifest: Manifest) -> [NormFinding] {
        var findings = NormFindings()
        findings.expect(
            manifest.id == instrument, "$.instrument", "is \(instrument), the instrument is \(manifest.id)",
            zh: "是 \(instrument)，而测评工具是 \(manifest.id)")
        findings.expect(
            instrumentVersions.contains(manifest.version), "$.instrumentVersions",
            "does not name version \(manifest.version)", zh: "没有列出版本 \(manifest.version)")
        for (index, table) in tables.enumerated() {
            let path = "$.tables[\(index)]"
            findings.expect(
                table.informant.map(manifest.informants.contains) ?? true, "\(path).informant",
                "does not fill in this instrument", zh: "不是此测评工具的填写人")
            guard let scale = manifest.scales.first(where: { $0.id == table.scale }) else {
                findings.expect(
                    false, "\(path).scale", "\(table.scale) is no scale of \(manifest.id)",
                    zh: "\(manifest.id) 没有分量表 \(table.scale)")
                continue
            }
            guard scale.scores.contains(table.score) else {
                findings.expect(
                    false, "\(path).score", "\(table.scale) has no \(table.score.rawValue) score",
                    zh: "\(table.scale) 没有 \(table.score.rawValue) 分")
                continue
            }
            // The manifest tells the reach of the banded score alone.
            guard table.score == scale.banded else { continue }
            let reach = scale.minimum...scale.maximum
            for (number, cell) in table.cells.enumerated() {
                let place = "\(path).cells[\(number)]"
                findings.expect(
                    cell.mean.map(reach.contains) ?? true, "\(place).mean",
                    "is beyond the scale's \(decimal(scale.minimum)) to \(decimal(scale.maximum)); is it in thousandths?",
                    zh: "超出该分量表的 \(decimal(scale.minimum)) 至 \(decimal(scale.maximum))；是否以千分之一计？")
                for (step, percentile) in (cell.percentiles ?? []).enumerated() {
                    findings.expect(
                        reach.contains(percentile.score), "\(place).percentiles[\(step)].score",
                        "is beyond the scale's \(decimal(scale.minimum)) to \(decimal(scale.maximum))",
                        zh: "超出该分量表的 \(decimal(scale.minimum)) 至 \(decimal(scale.maximum))")
                }
            }
        }
        return findings.all
    }

    /// Groups that are missing between others, told and not refused: a source gives what it gives, and who is in no cell
    /// is told so.
    public var gaps: [NormFinding] {
        tables.enumerated().flatMap { index, table in
            table.gaps.map { NormFinding("$.tables[\(index)].cells", "no cell for \($0)", zh: "缺少 \($0) 一组") }
        }
    }
}
