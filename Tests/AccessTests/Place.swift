import Access
import Domain
import Foundation

/// The identifier with this number in its last two bytes.
func identifier(_ number: Int) -> Identifier {
    Identifier(bytes: [UInt8](repeating: 0, count: 14) + [UInt8(number >> 8 & 255), UInt8(number & 255)])
        ?? .installation
}

/// The shipped policy's text.
func shippedPolicy() throws -> Data {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return try Data(contentsOf: root.appending(path: "config/rules/policy.json"))
}

/// Two schools in a city, the first with two classes and a dorm, and the shipped policy.
struct Place {
    static let now = Timestamp(milliseconds: 1_795_578_060_000)

    let city = identifier(1)
    let school = identifier(2)
    let grade = identifier(3)
    let classOne = identifier(4)
    let classTwo = identifier(5)
    let dorm = identifier(6)
    let otherSchool = identifier(7)
    let otherClass = identifier(9)
    let account = identifier(50)
    let hospital = identifier(70)
    let otherHospital = identifier(71)
    let units: UnitTree
    let decider: AccessDecider

    /// In `classOne`, lives in `dorm`.
    var student: Target.StudentTarget {
        Target.StudentTarget(id: identifier(30), schoolID: school, classID: classOne, dormID: dorm)
    }

    /// In the other school's class, without a dorm.
    var stranger: Target.StudentTarget {
        Target.StudentTarget(id: identifier(31), schoolID: otherSchool, classID: otherClass, dormID: nil)
    }

    /// About the student, open until a moment later, with these experts.
    func consultation(
        _ experts: Set<Identifier>, until end: Timestamp? = Place.now + .milliseconds(1)
    ) -> Target {
        .consultation(Target.ConsultationTarget(student: student, expertIDs: experts, openUntil: end))
    }

    func referral(to institution: Identifier, isDisclosed: Bool = true) -> Target {
        .referral(
            Target.ReferralTarget(student: student, institutionID: institution, isDisclosed: isDisclosed))
    }

    init() throws {
        func unit(_ id: Int, _ kind: UnitKind, _ parent: Int?, stage: SchoolStage? = nil) -> UnitNode {
            UnitNode(
                id: identifier(id), parentID: parent.map(identifier), kind: kind, stage: stage, grade: nil,
                isClosed: false)
        }
        units = UnitTree([
            unit(1, .city, nil), unit(2, .school, 1, stage: .senior), unit(3, .grade, 2), unit(4, .class, 3),
            unit(5, .class, 3), unit(6, .dorm, 2), unit(7, .school, 1, stage: .senior), unit(8, .grade, 7),
            unit(9, .class, 8),
        ])
        decider = AccessDecider(policy: try Policy(json: [UInt8](shippedPolicy())))
    }

    func grant(
        _ role: Role, _ scope: GrantScope, id: Int = 60, from startsAt: Timestamp? = nil, until endsAt: Timestamp? = nil
    ) -> Grant {
        Grant(
            id: identifier(id), accountID: account, role: role, scope: scope, startsAt: startsAt, endsAt: endsAt)
    }

    func identity(_ grants: [Grant], student: Identifier? = nil) -> Identity {
        Identity(accountID: account, studentID: student, grants: grants)
    }

    func decision(_ identity: Identity, _ permission: Permission, on target: Target) -> Decision {
        decider.decide(identity, permission, on: target, in: units, at: Self.now)
    }
}

extension Decision {
    var isAllowed: Bool {
        switch self {
        case .allowed: true
        case .denied: false
        }
    }

    var ceiling: Sensitivity? {
        switch self {
        case .allowed(let ceiling, _, _): ceiling
        case .denied: nil
        }
    }
}
