/// The hash by which signatures name a file that they do not cover themselves: BLAKE2b-256, as `b2sum -l 256` prints it.
public enum FileHash {
    /// 32 bytes.
    public static func blake2b256(of bytes: [UInt8]) -> [UInt8] { BLAKE2b.hash(bytes) }
}
