/// A figure about so few people that it is nearly one about somebody (domain: cells under ten people are suppressed).
public enum SmallCell {
    /// Figures about fewer people are held back, wherever they would go to somebody who must not learn of single ones.
    public static let leastPeople = 10
}
