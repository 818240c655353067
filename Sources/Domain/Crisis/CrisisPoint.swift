/// A point of the checklist that opening a crisis case starts.
public enum CrisisPoint: String, Sendable, CaseIterable, Codable {
    /// Never alone (专人陪护).
    case constantCompany = "constant_company"
    /// Nothing at hand to harm oneself with.
    case meansRemoved = "means_removed"
    case guardiansTold = "guardians_told"
    case hospitalContacted = "hospital_contacted"
    case reportedUp = "reported_up"

    public enum State: String, Sendable, CaseIterable {
        case open
        case done
        /// Not done, with a reason why that is right here.
        case excused
    }
}
