internal import Domain
internal import JSONRPC
internal import Router
internal import Store

extension IdentityScreen {
    /// What names this student in a text.
    init(_ student: IdentifiedStudent, _ call: ReadingCall) throws {
        let identity = student.identity
        let places = [student.record.school, student.record.schoolClass, student.record.dorm]
        self.init(
            names: [identity.name], guardianNames: identity.contacts.map(\.name),
            numbers: [identity.number, identity.nationalID].compactMap { $0 } + identity.contacts.map(\.phone),
            places: try places.compactMap { try $0.flatMap { try call.transaction.unit($0)?.name } })
    }

    /// - Throws: `INVALID_ARGUMENT` for `field`, with the places in the text, and never with what stands there.
    func check(_ text: String, field: String) throws(RPCError) {
        let findings = findings(in: text)
        guard findings.isEmpty else {
            throw .invalidArgument(findings.map { RPCError.FieldViolation(field: field, description: "\($0)") })
        }
    }
}
