internal import Domain
internal import Instruments
internal import SwiftProtobuf
internal import XinyuAPI

/// Sums for the reliability of each scale of marked codes, turned where they count from the other end.
struct ReliabilityAnalysis: SheetAnalysis {
    private struct Part {
        let scale: Manifest.Scale
        /// The item's place, and for one that counts from the other end the sum of its least and greatest code.
        let items: [(index: Int, turned: Int64?)]
        var moments: ItemMoments
    }

    private var parts: [Part]

    /// - Parameter form: which printed order, which decides what counts from the other end.
    init(_ manifest: Manifest, form: String?) {
        parts = manifest.scales.compactMap { scale in
            guard scale.isOfCodes(in: manifest) else { return nil }
            let reversed = Set(scale.reversed(inForm: form))
            let items = scale.items.map { number -> (index: Int, turned: Int64?) in
                let codes = manifest.codes(ofItem: number)
                return (number - 1, reversed.contains(number) ? codes.map { $0.lowerBound + $0.upperBound } : nil)
            }
            return Part(scale: scale, items: items, moments: ItemMoments(items: items.count))
        }
    }

    mutating func add(_ sheet: AnalysedSheet) {
        for index in parts.indices {
            parts[index].moments.add(
                parts[index].items.map { place, turned in
                    sheet.answers[place].map { answer in turned.map { $0 - answer } ?? answer }
                })
        }
    }

    var figures: [String: ItemMoments] {
        Dictionary(uniqueKeysWithValues: parts.map { ($0.scale.id, $0.moments) })
    }
}

extension Manifest.Scale {
    /// Whether its items are codes, so that sums of them mean something, and there are enough.
    func isOfCodes(in manifest: Manifest) -> Bool {
        items.count > 1 && items.allSatisfy { manifest.codes(ofItem: $0) != nil }
    }

    func reversed(inForm form: String?) -> [Int] { form.flatMap { reversedByForm?[$0] } ?? reversed }
}

extension APIScaleReliability {
    /// - Parameter moments: nothing where too few sheets are complete.
    init(_ scale: Manifest.Scale, _ manifest: Manifest, _ moments: ItemMoments?) {
        self.init()
        scaleID = scale.id
        guard scale.isOfCodes(in: manifest) else {
            trouble = "its items are not codes that could be added up, or it has one only"
            return
        }
        guard let moments, moments.complete >= Domain.ScaleReliability.leastSheets else {
            trouble = "fewer than \(Domain.ScaleReliability.leastSheets) sheets without a gap"
            return
        }
        complete = UInt32(clamping: moments.complete)
        guard let reliability = Domain.ScaleReliability(moments) else {
            trouble = "all sums are alike"
            return
        }
        alphaMilli = Self.thousandths(reliability.alpha)
        if let interval = reliability.alphaInterval {
            alphaFromMilli = Self.thousandths(interval.lowerBound)
            alphaToMilli = Self.thousandths(interval.upperBound)
        }
        if let omega = reliability.omega { omegaMilli = Self.thousandths(omega) }
        items = zip(scale.items, reliability.itemRest).map { number, correlation in
            .with {
                $0.number = UInt32(clamping: number)
                $0.isReversed = scale.reversed.contains(number)
                if let correlation { $0.correlationMilli = Self.thousandths(correlation) }
            }
        }
    }

    private static func thousandths(_ value: Double) -> Int32 { Int32(clamping: Int64((value * 1_000).rounded())) }
}
