internal import SwiftProtobuf

extension Output {
    /// The answer as the daemon would send it, for programs.
    static func message(_ message: some Message) throws {
        let bytes: [UInt8] = try message.jsonUTF8Bytes()
        json(bytes)
    }
}
