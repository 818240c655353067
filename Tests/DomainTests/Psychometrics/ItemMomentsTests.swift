import Domain
import Testing

/// 48 made-up sheets of six items with one thing behind them. What is expected of them was worked out with numpy 2.4 and
/// scipy 1.17: covariances by `numpy.cov`, the one-factor model as the least squares of the off-diagonal by BFGS, a way
/// that has nothing in common with principal axes.
enum MadeUpSheets {
    static let rows = [
        "001111", "000201", "332332", "000000", "333323", "010000", "100011", "223323", "232323", "100010", "333223",
        "100001", "020211", "211000", "100000", "132221", "323333", "102100", "001000", "110001", "121211", "232212",
        "311222", "101111", "001020", "313313", "000000", "210112", "122113", "321313", "101000", "331122", "333322",
        "000112", "010101", "121211", "100101", "000001", "000111", "202210", "101110", "132112", "102002", "323223",
        "110021", "001020", "333233", "000010",
    ]

    static var moments: ItemMoments {
        var moments = ItemMoments(items: 6)
        for row in rows { moments.add(row.map { $0.wholeNumberValue.map(Int64.init) }) }
        return moments
    }
}

@Suite("Figures of items")
struct ItemMomentsTests {
    @Test("Means, deviations and covariances are those of the sheets")
    func figures() throws {
        let moments = MadeUpSheets.moments
        #expect(moments.sheets == 48 && moments.complete == 48)
        let means = [1.29166667, 1.125, 1.14583333, 1.20833333, 1.0625, 1.3125]
        let deviations = [1.12908046, 1.21383864, 1.11067515, 1.11007635, 0.90873421, 1.11386332]
        for item in 0..<6 {
            #expect(abs(try #require(moments.mean(ofItem: item)) - means[item]) < 1e-8)
            #expect(abs(try #require(moments.standardDeviation(ofItem: item)) - deviations[item]) < 1e-8)
            #expect(moments.missingRate(ofItem: item) == 0)
        }
        #expect(abs(moments.covariance(0, 3) - 0.852836879432624) < 1e-12)
        #expect(moments.covariance(0, 3) == moments.covariance(3, 0))
    }

    @Test("A missing answer counts for its item alone, and takes its sheet out of the covariances")
    func missing() {
        var moments = ItemMoments(items: 2)
        moments.add([1, 2])
        moments.add([3, nil])
        moments.add([5, 6])
        moments.add([1, 2, 3])
        #expect(moments.sheets == 3 && moments.complete == 2)
        #expect(moments.mean(ofItem: 0) == 3)
        #expect(moments.mean(ofItem: 1) == 4)
        #expect(moments.missingRate(ofItem: 1) == 1 - 2.0 / 3)
        // Of (1, 2) and (5, 6): 4 · 4 / 2.
        #expect(moments.covariance(0, 1) == 8)
    }

    @Test("Nothing is said of nobody")
    func nobody() {
        var moments = ItemMoments(items: 1)
        #expect(moments.mean(ofItem: 0) == nil && moments.missingRate(ofItem: 0) == nil)
        moments.add([nil])
        #expect(moments.mean(ofItem: 0) == nil && moments.missingRate(ofItem: 0) == 1)
        #expect(moments.standardDeviation(ofItem: 0) == nil)
        #expect(moments.covariance(0, 0) == 0)
    }
}

@Suite("Reliability of scales")
struct ScaleReliabilityTests {
    @Test("Alpha, omega and item-rest correlations agree with an independent program")
    func figures() throws {
        let reliability = try #require(ScaleReliability(MadeUpSheets.moments))
        #expect(abs(reliability.alpha - 0.9187459866721843) < 1e-12)
        #expect(abs(try #require(reliability.omega) - 0.9213625443542981) < 1e-6)
        let rest = [
            0.7928615725644697, 0.776792674909933, 0.770811498184526, 0.7986688522927723, 0.696061475217936,
            0.7906069194223049,
        ]
        for (found, expected) in zip(reliability.itemRest, rest) {
            #expect(abs(try #require(found) - expected) < 1e-12)
        }
    }

    @Test("Items that are copies of one another are wholly reliable")
    func copies() throws {
        var moments = ItemMoments(items: 4)
        for index in 0..<40 { moments.add(Array(repeating: Int64(index % 4), count: 4)) }
        let reliability = try #require(ScaleReliability(moments))
        #expect(abs(reliability.alpha - 1) < 1e-12)
        #expect(abs(try #require(reliability.omega) - 1) < 1e-6)
        #expect(reliability.itemRest.allSatisfy { abs(($0 ?? 0) - 1) < 1e-12 })
    }

    @Test("An item that everybody answers alike has no correlation, and the scale no model")
    func constantItem() throws {
        var moments = ItemMoments(items: 3)
        for index in 0..<40 { moments.add([Int64(index % 4), Int64(index / 2 % 4), 2]) }
        let reliability = try #require(ScaleReliability(moments))
        #expect(reliability.itemRest[2] == nil && reliability.itemRest[0] != nil)
        #expect(reliability.omega == nil)
    }

    @Test("Too few sheets, one item, or sums that are all alike give nothing")
    func nothing() {
        var few = ItemMoments(items: 2)
        for index in 0..<ScaleReliability.leastSheets - 1 { few.add([Int64(index % 3), Int64(index % 2)]) }
        #expect(ScaleReliability(few) == nil)
        few.add([1, 1])
        #expect(ScaleReliability(few) != nil)
        var one = ItemMoments(items: 1)
        for index in 0..<40 { one.add([Int64(index % 3)]) }
        #expect(ScaleReliability(one) == nil)
        var against = ItemMoments(items: 2)
        for index in 0..<40 { against.add([Int64(index % 3), Int64(3 - index % 3)]) }
        #expect(ScaleReliability(against) == nil)
    }
}
