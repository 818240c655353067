/// An instrument, written down.
///
/// ```swift
/// private let instrument = Instrument(
///     id: "wellbeing", version: "1.0.0", itemCount: 5,
///     scales: [
///         .sum("total", items: [1, 2, 3, 4, 5], reversed: [4], codes: 0...3,
///              bands: [Band("low", 0...6), Band("high", 7...15)])
///     ])
///
/// private nonisolated(unsafe) let exported = instrument.export()
///
/// @c(xinyu_instrument_entry)
/// public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
///     Instrument.entry(exported, hostABI: hostABI)
/// }
/// ```
///
/// Ids, their order and the bands must be those of `manifest.json`; the host compares. Keep to what Embedded Swift
/// offers: no Foundation, no `any`, no reflection, and no hashing (`Dictionary` and `Set` ask the kernel for
/// randomness, which the sandbox answers by ending the process).
public struct Instrument: Sendable {
    let id: StaticString
    let version: StaticString
    let itemCount: Int
    let scales: [Scale]
    let derived: [Derived]
    let flags: [Flag]

    public init(
        id: StaticString, version: StaticString, itemCount: Int, scales: [Scale], derived: [Derived] = [],
        flags: [Flag] = []
    ) {
        self.id = id
        self.version = version
        self.itemCount = itemCount
        self.scales = scales
        self.derived = derived
        self.flags = flags
    }
}
