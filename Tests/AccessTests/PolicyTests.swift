import Access
import Domain
import Foundation
import Testing

@Suite("The policy's file")
struct PolicyTests {
    /// The shipped policy, without spaces, with one text replaced; then what is found wrong with it.
    private func finding(replacing text: String, with other: String) throws -> String? {
        let shipped = String(decoding: try shippedPolicy(), as: UTF8.self).filter { !$0.isWhitespace }
        #expect(shipped.ranges(of: text).count >= 1, "\(text) is not in the policy")
        do {
            _ = try Policy(json: Array(shipped.replacing(text, with: other, maxReplacements: 1).utf8))
            return nil
        } catch {
            return error.description
        }
    }

    private static let notOfTheForm = "the policy is not JSON of the form that config/rules/policy.json shows"
    private static let ceilings = "ceiling must be public, roster, status, clinical or raw"

    @Test(
        "A file that is not of the form, or has words that there are not",
        arguments: [
            (#"{"roles":"#, #"{"roles""#, notOfTheForm), (#""neverTogether""#, #""never""#, notOfTheForm),
            (#""needsApproval":false,"#, "", notOfTheForm),
            (#""needsApproval":false"#, #""needsApproval":"no""#, notOfTheForm),
            (#""scopes":["student"]"#, #""scopes":["students"]"#, notOfTheForm),
            (#""mentor":{"#, #""menter":{"#, "there is no role menter"),
            (#""ceiling":"raw""#, #""ceiling":"RAW""#, "counsellor: " + ceilings),
            (#""ceiling":"raw""#, #""ceiling":"""#, "counsellor: " + ceilings),
            (#""sheet_answer""#, #""sheet_anser""#, "student: there is no permission sheet_anser"),
        ])
    func wrongForm(text: String, other: String, finding: String) throws {
        #expect(try self.finding(replacing: text, with: other) == finding)
    }

    @Test("Every role is said something about")
    func missingRole() throws {
        var file = try #require(
            JSONSerialization.jsonObject(with: Data(try shippedPolicy())) as? [String: Any])
        var roles = try #require(file["roles"] as? [String: Any])
        roles["mentor"] = nil
        file["roles"] = roles
        let text = Array(try JSONSerialization.data(withJSONObject: file))
        let finding = #expect(throws: Policy.Finding.self) { try Policy(json: text) }
        #expect(finding?.description == "the policy says nothing about mentor")
    }

    @Test("A file that is no JSON at all", arguments: ["", "null", "[]", "{}", "policy", "{\"roles\":{}}"])
    func nonsense(text: String) {
        let finding = #expect(throws: Policy.Finding.self) { try Policy(json: Array(text.utf8)) }
        #expect(finding?.description == Self.notOfTheForm)
    }

    @Test(
        "Pairs that are not two roles",
        arguments: [
            (#"["security_officer"]"#, "security_officer"),
            (#"["security_officer","mentor","expert"]"#, "security_officer + mentor + expert"),
            (#"["mentor","mentor"]"#, "mentor + mentor"), (#"["mentor","menter"]"#, "mentor + menter"),
            ("[]", ""),
        ])
    func pairs(pair: String, named: String) throws {
        #expect(
            try finding(replacing: #"["security_officer","expert"]"#, with: pair)
                == "neverTogether: \(named) is not two roles")
    }

    @Test(
        "What no configuration may allow",
        arguments: [
            (#","sheet_answer""#, "", "nobody holds sheet_answer"),
            (#""grant_approve","#, "", "nobody holds grant_approve"),
            (#""key_read","#, #""key_read","result_read","#, "security_officer must not read personal data"),
            (
                #""security_officer":{"ceiling":"public""#, #""security_officer":{"ceiling":"roster""#,
                "security_officer must not read personal data"
            ),
            (
                #"["security_officer","counsellor"],"#, "",
                "neverTogether must forbid security_officer with counsellor"
            ),
            (
                #"["security_officer","mentor"],"#, "", "neverTogether must forbid security_officer with mentor"
            ),
            (
                #""instrument_read","instrument_manage""#, #""instrument_read","roster_read","instrument_manage""#,
                "neverTogether must forbid security_officer with instrument_manager"
            ),
            (
                #""ceiling":"raw","scopes":["unit"],"needsApproval":true"#,
                #""ceiling":"raw","scopes":["unit"],"needsApproval":false"#,
                "counsellor reads clinical data: needsApproval must be true"
            ),
            (
                #""mentor":{"ceiling":"status""#, #""mentor":{"ceiling":"clinical""#,
                "mentor reads clinical data: needsApproval must be true"
            ),
        ])
    func contradictions(text: String, other: String, finding: String) throws {
        #expect(try self.finding(replacing: text, with: other) == finding)
    }

    @Test("The shipped file has nothing wrong with it, and an order of its own does not matter")
    func shipped() throws {
        #expect(
            try finding(replacing: #"["security_officer","expert"]"#, with: #"["expert","security_officer"]"#) == nil)
    }
}
