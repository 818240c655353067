/// On what a crisis referral may rest that goes without consent: a line of the rules, so that a place can add what its own
/// law says.
///
/// Shipped: 精神卫生法 art. 28 (who harms himself or others, or is about to, is brought to a medical institution) and art. 30
/// (a severe disorder, with harm done or impending); 个人信息保护法 art. 13 (1) 4 (an emergency of life and health).
public struct ReferralGround: Sendable, Hashable, Codable {
    /// As `mental_health_law_28`; what is stored.
    public let id: String
    /// As people cite it.
    public let law: String
    public let text: String

    public init(id: String, law: String, text: String) {
        self.id = id
        self.law = law
        self.text = text
    }
}
