import Domain
import Store
import Testing

@Suite struct UnitsContract {
    @Test(arguments: EngineUnderTest.allCases)
    func aTreeComesBackParentsFirst(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let now = installation.now
        let (county, school) = (installation.identifier(), installation.identifier())
        let grade = installation.identifier()
        func unit(
            _ id: Identifier, _ parent: Identifier?, _ kind: UnitRecord.Kind, _ name: String, school: Identifier,
            stage: UnitRecord.Stage? = nil
        ) -> UnitRecord {
            UnitRecord(
                school: school, id: id, parent: parent, kind: kind, stage: stage, name: name, createdAt: now)
        }
        let units = [
            unit(county, nil, .county, "东湖县", school: .installation),
            unit(school, county, .school, "第一中学", school: school, stage: .junior),
            unit(grade, school, .grade, "七年级", school: school),
            unit(installation.identifier(), grade, .schoolClass, "七年级一班", school: school),
            unit(installation.identifier(), grade, .schoolClass, "七年级二班", school: school),
        ]
        try await installation.store.write { transaction in
            for unit in units.reversed() { try transaction.insert(unit) }
        }
        try await installation.store.read { transaction in
            let subtree = try transaction.unitSubtree(of: county)
            #expect(Set(subtree.map(\.id)) == Set(units.map(\.id)))
            for (index, unit) in subtree.enumerated() {
                #expect(unit == units.first { $0.id == unit.id })
                if let parent = unit.parent { #expect(subtree[..<index].contains { $0.id == parent }) }
            }
            #expect(try transaction.childUnits(of: nil).map(\.name) == ["东湖县"])
            #expect(try transaction.childUnits(of: grade).count == 2)
            #expect(try transaction.unitSubtree(of: grade).count == 3)
            #expect(try transaction.allUnits().count == 5)
            #expect(try transaction.unit(installation.identifier()) == nil)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func aUnitIsRenamedAndClosed(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let now = installation.now
        let id = installation.identifier()
        var unit = UnitRecord(
            school: id, id: id, parent: nil, kind: .school, stage: .university, name: "Old", createdAt: now)
        let inserted = unit
        try await installation.store.write { try $0.insert(inserted) }
        unit.name = "New"
        unit.closedAt = now + .seconds(5)
        let changed = unit
        #expect(try await installation.store.write { try $0.update(changed) })
        #expect(try await installation.store.read { try $0.unit(id) } == changed)
    }
}
