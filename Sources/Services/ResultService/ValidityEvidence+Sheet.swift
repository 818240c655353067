internal import Domain
internal import Instruments
internal import Store

extension ValidityEvidence {
    /// What the answers of one sheet show.
    ///
    /// - Parameter score: what the instrument made of them.
    init(_ answers: SheetAnswers, _ manifest: Manifest, _ score: InstrumentScore) {
        let given = answers.values.map { $0 == SheetAnswers.missing ? nil : Int64($0) }
        let notAsked = Set(manifest.itemsNotAsked(in: given))
        let critical = Set(manifest.criticalItems.map(\.item))
        let asked = given.indices.filter { !notAsked.contains($0 + 1) }
        let places = Dictionary(uniqueKeysWithValues: asked.enumerated().map { ($1 + 1, $0) })
        self.init(
            items: asked.map { index in
                Item(
                    answer: given[index],
                    milliseconds: answers.elapsed.indices.contains(index) ? Int(answers.elapsed[index]) : nil,
                    codes: manifest.codes(ofItem: index + 1), isCritical: critical.contains(index + 1))
            },
            opposites: manifest.opposites.compactMap { first, second in
                guard let one = places[first], let other = places[second] else { return nil }
                return Pair(one, other)
            },
            flags: manifest.flags.filter { flag in score.flags.contains { $0.id == flag.id && $0.holds == true } }.map {
                Flag(id: $0.id, source: $0.source, score: manifest.score(behind: $0.id, score))
            })
    }
}

extension Manifest {
    /// The score of the scale that a finding goes by: the one of the same name, as `lie`.
    fileprivate func score(behind flag: String, _ score: InstrumentScore) -> ValidityEvidence.Flag.Score? {
        guard let scale = scales.first(where: { $0.id == flag }),
            let result = score.scales.first(where: { $0.id == flag }), let value = result.score(scale.banded)
        else { return nil }
        let band = scale.bands.first { $0.id == result.band }
        return ValidityEvidence.Flag.Score(
            value: Int(value / 1_000), most: Int(scale.maximum / 1_000), limit: band.map { Int($0.from / 1_000) })
    }

    /// The least and the greatest code that an item can have; nothing for amounts and times.
    func codes(ofItem number: Int) -> ClosedRange<Int64>? {
        guard case .codes(let codes)? = permittedAnswers(to: number), let least = codes.min(), let most = codes.max()
        else { return nil }
        return least...most
    }

    /// Neighbours in a scale that count from opposite ends: each reversed item with the nearest that is not reversed, so
    /// that a long scale does not count one odd answer against all others.
    fileprivate var opposites: [(Int, Int)] {
        scales.flatMap { scale -> [(Int, Int)] in
            let straight = scale.items.filter { !scale.reversed.contains($0) }
            return scale.reversed.compactMap { item in
                straight.min { (abs($0 - item), $0) < (abs($1 - item), $1) }.map { (item, $0) }
            }
        }
    }
}
