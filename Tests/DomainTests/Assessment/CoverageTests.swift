import Domain
import Testing

@Suite("Coverage")
struct CoverageTests {
    @Test(
        "A student's sheets make one standing, in whatever order they come",
        arguments: [
            ([], .missing), ([.invited], .missing), ([.started], .missing), ([.absent], .missing),
            ([.submitted], .assessed), ([.scored], .assessed), ([.exempt], .excused), ([.declined], .excused),
            ([.scored, .submitted], .assessed), ([.scored, .invited], .missing), ([.scored, .started], .missing),
            ([.scored, .absent], .missing), ([.scored, .exempt], .assessed), ([.scored, .declined], .assessed),
            ([.exempt, .declined], .excused), ([.exempt, .invited], .missing), ([.declined, .absent], .missing),
            // A void sheet neither counts nor stands in the way.
            ([.void], .missing), ([.void, .void], .missing), ([.void, .scored], .assessed),
            ([.void, .exempt], .excused),
            ([.void, .invited], .missing), ([.void, .scored, .exempt], .assessed),
        ] as [([SheetState], Coverage.Standing)])
    func standing(sheets: [SheetState], standing: Coverage.Standing) {
        #expect(Coverage.Standing(sheets) == standing)
        #expect(Coverage.Standing(sheets.reversed()) == standing)
    }

    private func coverage(assessed: Int, excused: Int = 0, missing: Int = 0) -> Coverage {
        var coverage = Coverage()
        for _ in 0..<missing { coverage.add(.missing) }
        for _ in 0..<excused { coverage.add(.excused) }
        for _ in 0..<assessed { coverage.add(.assessed) }
        return coverage
    }

    @Test(
        "The share is cut, so that only the last student makes it full",
        arguments: [
            (0, 0, 0, 1000), (0, 5, 0, 1000), (0, 0, 1, 0), (1, 0, 0, 1000), (1, 0, 1, 500), (2, 0, 1, 666),
            (1, 0, 2, 333), (1, 8, 1, 500), (3, 2, 0, 1000), (1999, 0, 1, 999), (9999, 0, 1, 999), (1, 0, 1000, 0),
            (1, 0, 999, 1),
        ])
    func permille(assessed: Int, excused: Int, missing: Int, permille: Int) {
        let coverage = coverage(assessed: assessed, excused: excused, missing: missing)
        #expect(coverage.permille == permille)
        #expect(coverage.invited == assessed + excused + missing)
        #expect(coverage.assessed == assessed)
        #expect(coverage.excused == excused)
        #expect(coverage.missing == missing)
    }

    @Test("A school's figures are the sum of its classes', not the mean of their shares")
    func sums() {
        var school = coverage(assessed: 1, missing: 1)
        school += coverage(assessed: 30, excused: 2)
        school += Coverage()
        #expect(school == coverage(assessed: 31, excused: 2, missing: 1))
        #expect(school.permille == 968)
    }
}
