import Domain

/// The identifier with this number in its last two bytes.
func identifier(_ number: Int) -> Identifier {
    Identifier(bytes: [UInt8](repeating: 0, count: 14) + [UInt8(number >> 8 & 255), UInt8(number & 255)])
        ?? .installation
}

func unit(_ id: Int, _ kind: UnitKind, under parent: Int? = nil, stage: SchoolStage? = nil) -> UnitNode {
    UnitNode(
        id: identifier(id), parentID: parent.map(identifier), kind: kind, stage: stage, grade: nil, isClosed: false)
}

/// A city with one county and two schools, the second a university.
struct Town {
    let city = identifier(1)
    let county = identifier(2)
    let school = identifier(3)
    let grade = identifier(4)
    let classOne = identifier(5)
    let classTwo = identifier(6)
    let university = identifier(7)
    let department = identifier(8)
    let course = identifier(9)
    let dorm = identifier(10)
    let tree: UnitTree

    init() {
        // Children before their parents, since the store promises no order.
        tree = UnitTree([
            unit(9, .class, under: 8), unit(10, .dorm, under: 7), unit(1, .city), unit(2, .county, under: 1),
            unit(3, .school, under: 2, stage: .junior), unit(4, .grade, under: 3), unit(5, .class, under: 4),
            unit(6, .class, under: 4), unit(7, .school, under: 2, stage: .university), unit(8, .department, under: 7),
        ])
    }
}
