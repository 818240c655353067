/// Logic with what is not known: `true`, `false`, or nothing.
public enum Ternary {
    /// Whether one of them holds: known as soon as one is known to.
    public static func any(_ statements: [Bool?]) -> Bool? {
        var isOpen = false
        for statement in statements {
            if statement == true { return true }
            if statement == nil { isOpen = true }
        }
        return isOpen ? nil : false
    }

    /// Whether all of them hold: known as soon as one is known not to.
    public static func all(_ statements: [Bool?]) -> Bool? {
        var isOpen = false
        for statement in statements {
            if statement == false { return false }
            if statement == nil { isOpen = true }
        }
        return isOpen ? nil : true
    }
}
