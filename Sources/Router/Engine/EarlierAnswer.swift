/// The call was answered before, under the same idempotency key.
struct EarlierAnswer: Error {
    let answer: [UInt8]
}
