/// What can be chosen about a store. The defaults are right for one school up to a city on one machine.
public struct StoreConfiguration: Sendable {
    /// At most so many writes share one commit.
    public var writesPerCommit = 256
    /// No further write joins a commit that has been filling for so long.
    public var fillingTime = Duration.milliseconds(20)
    /// Threads that read, each with a connection of its own.
    public var readers = 2
    /// More writes than this, waiting, are refused with `StoreError.overloaded`; the same for reads.
    public var waitingLimit = 65_536
    /// How long to wait for a lock that another process holds, such as a backup program.
    public var lockPatience = Duration.seconds(5)
    /// Unwrapped keys of owners kept in memory; about 1 kB each.
    public var cachedOwnerKeys = 20_000
    /// The largest the database may grow, in pages of 4,096 bytes; nothing for no limit but the disk's.
    public var pageLimit: Int?

    public init() {}
}
