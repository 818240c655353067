internal import CSodium

/// The start of libsodium, once a process.
enum Sodium {
    private static let started: Bool = sodium_init() >= 0

    /// Returns only when the library is ready. It fails only if the kernel gives no randomness at all; then nothing
    /// here can be done safely, and no input leads to it, so the process ends.
    static func require() {
        if !started { fatalError("libsodium does not start: the system gives no randomness") }
    }
}
