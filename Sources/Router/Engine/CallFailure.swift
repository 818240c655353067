/// Why a call was not answered as asked, with what its record says of it.
struct CallFailure: Error {
    /// Undone, or never begun, because nobody waits for the answer any more.
    struct Abandoned: Error {}

    let cause: any Error
    let trace: Trace
}
