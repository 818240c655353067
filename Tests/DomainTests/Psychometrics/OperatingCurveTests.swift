import Domain
import Testing

@Suite("Receiver operating characteristic")
struct OperatingCurveTests {
    // 20 made-up scores, worked out by counting all pairs in Python.
    static let scores: [Int64] = [27, 22, 21, 18, 18, 15, 15, 15, 12, 10, 10, 9, 8, 8, 6, 5, 4, 3, 2, 0]
    static let criterion = "11101101010001000000".map { $0 == "1" }

    static func curve(_ scores: [Int64], _ direction: ReliableChange.Direction) throws -> OperatingCurve {
        try #require(OperatingCurve(scores: scores, criterion: criterion, direction: direction, least: 8))
    }

    @Test("Area, its error, and each point agree with counting all pairs")
    func figures() throws {
        let curve = try Self.curve(Self.scores, .higherIsWorse)
        #expect(curve.withCriterion == 8 && curve.withoutCriterion == 12)
        #expect(abs(curve.area - 0.8697916666666666) < 1e-12)
        #expect(abs(curve.standardError - 0.09037586421705435) < 1e-12)
        let points: [(Int64, Double, Double)] = [
            (27, 0.125, 1), (22, 0.25, 1), (21, 0.375, 1), (18, 0.5, 11.0 / 12), (15, 0.75, 10.0 / 12),
            (12, 0.75, 0.75), (10, 0.875, 8.0 / 12), (9, 0.875, 7.0 / 12), (8, 1, 0.5), (6, 1, 5.0 / 12),
            (5, 1, 4.0 / 12), (4, 1, 0.25), (3, 1, 2.0 / 12), (2, 1, 1.0 / 12), (0, 1, 0),
        ]
        #expect(curve.points.count == points.count)
        for (found, expected) in zip(curve.points, points) {
            #expect(found.cutoff == expected.0)
            #expect(abs(found.sensitivity - expected.1) < 1e-12)
            #expect(abs(found.specificity - expected.2) < 1e-12)
        }
        #expect(curve.best?.cutoff == 15)
    }

    @Test("A scale on which less is worse gives the same from the other end")
    func turned() throws {
        let curve = try Self.curve(Self.scores, .higherIsWorse)
        let turned = try Self.curve(Self.scores.map { -$0 }, .higherIsBetter)
        #expect(turned.area == curve.area)
        #expect(turned.points.map(\.sensitivity) == curve.points.map(\.sensitivity))
        #expect(turned.best?.cutoff == -15)
    }

    @Test("Too few on either side, or another number of criteria, give nothing")
    func nothing() {
        #expect(
            OperatingCurve(scores: Self.scores, criterion: Self.criterion, direction: .higherIsWorse, least: 9) == nil)
        #expect(
            OperatingCurve(scores: Self.scores, criterion: [true], direction: .higherIsWorse, least: 1) == nil)
        #expect(
            OperatingCurve(scores: [1, 2], criterion: [true, true], direction: .higherIsWorse, least: 0) == nil)
    }

    @Test("A score that tells nothing has half the area; one that tells all has the whole")
    func ends() throws {
        #expect(try Self.curve(Array(repeating: 5, count: 20), .higherIsWorse).area == 0.5)
        #expect(try Self.curve(Self.criterion.map { $0 ? 1 : 0 }, .higherIsWorse).area == 1)
        #expect(try Self.curve(Self.criterion.map { $0 ? 0 : 1 }, .higherIsWorse).area == 0)
    }
}
