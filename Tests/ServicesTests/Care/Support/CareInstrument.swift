import Foundation
import Instruments
import Store
import SwiftProtobuf
import Testing

@testable import Services

/// The instruments that the plans of these tests are measured with: PHQ-9 as it ships, which cites no deviation; a
/// later PHQ-9 with a made-up pair; and GAD-7.
enum CareInstrument: String, Sendable {
    case asItShips, withFigures, other

    static let madeUp = (deviation: 5_000, reliability: 800, source: "made up for a test")

    var pin: InstrumentPin {
        switch self {
        case .asItShips: InstrumentPin(instrumentID: "phq9", version: "1.0.0", hash: hash)
        case .withFigures: InstrumentPin(instrumentID: "phq9", version: "1.1.0", hash: hash)
        case .other: InstrumentPin(instrumentID: "gad7", version: "1.0.0", hash: hash)
        }
    }

    private var hash: [UInt8] {
        let byte: UInt8 =
            switch self {
            case .asItShips: 1
            case .withFigures: 2
            case .other: 3
            }
        return [UInt8](repeating: byte, count: 32)
    }

    static func shelf() throws -> InstrumentShelf {
        let shipped = try manifest("phq9")
        let other = try manifest("gad7")
        var object = try #require(
            JSONSerialization.jsonObject(with: try data("phq9")) as? [String: Any])
        object["version"] = "1.1.0"
        object["reliableChange"] = [
            [
                "scale": "total", "reliability": madeUp.reliability, "standardDeviation": madeUp.deviation,
                "source": madeUp.source,
            ]
        ]
        let withFigures = try ManifestLoader.load(Array(try JSONSerialization.data(withJSONObject: object)))
        return InstrumentShelf { reference in
            switch (reference.id, reference.version) {
            case ("phq9", "1.0.0"): shipped
            case ("phq9", "1.1.0"): withFigures
            case ("gad7", _): other
            default: nil
            }
        }
    }

    private static func manifest(_ id: String) throws -> Manifest { try ManifestLoader.load(Array(try data(id))) }

    private static func data(_ id: String) throws -> Data {
        try Data(contentsOf: ScreeningSchool.repository.appendingPathComponent("Plugins/\(id)/manifest.json"))
    }
}
