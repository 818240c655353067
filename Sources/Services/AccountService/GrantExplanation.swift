internal import Access
internal import Domain
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

/// What each grant of an account does for a student's record, those that are not in force included.
struct GrantExplanation {
    let response: APIWhyAllowedResponse

    init(
        _ account: AccountRecord, _ records: [GrantRecord], on student: Target.StudentTarget, affairs: [Target],
        in units: UnitTree, at now: Timestamp, decider: AccessDecider
    ) {
        let isActive = account.state == .active
        let approved = records.filter { $0.state == .approved }
        let identity = Identity(
            accountID: account.id, studentID: account.student, grants: approved.compactMap { Grant($0) })
        let explanation = decider.explain(identity, on: student, affairs: affairs, in: units, at: now)
        let explained = Dictionary(
            explanation.lines.map { ($0.grant.id, $0) }, uniquingKeysWith: { first, _ in first })
        response = .with { response in
            response.isAllowed = isActive && explanation.isAllowed
            response.lines = records.map { record in
                .with { line in
                    line.grant = APIGrant(record)
                    guard let known = explained[record.id] else {
                        line.explanation = "the grant is \(record.state.rawValue)"
                        return
                    }
                    line.isInForce = isActive && known.isInForce
                    line.coversStudent = known.coversStudent
                    line.ceiling = isActive ? known.ceiling.map { APISensitivity($0) } ?? .unspecified : .unspecified
                    line.explanation = isActive ? known.text : "the account is stopped"
                }
            }
        }
    }
}
