internal import Domain
internal import JSONRPC
internal import XinyuAPI

/// What is asked to be shown to an institution.
enum ReferralSections {
    static func asked(_ sections: [APIReferralSection], field: String) throws(RPCError) -> Set<ReferralSection> {
        var asked: Set<ReferralSection> = []
        for section in sections { asked.insert(try ReferralSection(section, field: field)) }
        guard !asked.isEmpty else {
            throw .invalidArgument(field: field, description: "must name what the institution is shown")
        }
        return asked
    }
}
