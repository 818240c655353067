// Insomnia Severity Index: seven items over two weeks, coded 0 to 4, all keyed upwards.
// Bands: Bastien, Vallières & Morin (2001). Line 9 for Chinese adolescents: Chung et al. (2011).
// One missing item, and there is no total.

public import CInstrument
internal import InstrumentKit

private let instrument = Instrument(
    id: "isi", version: "1.0.0", itemCount: 7,
    scales: [
        .sum(
            "total", items: Array(1...7), codes: 0...4,
            bands: [
                Band("none", 0...7), Band("subthreshold", 8...14), Band("moderate", 15...21), Band("severe", 22...28),
            ])
    ],
    derived: [.atLeast("adolescent_ge9", 9)])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
