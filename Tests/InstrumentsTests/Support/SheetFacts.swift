import Foundation
import Testing

/// The facts on one instrument, in `Sheets`: what it is held against.
struct SheetFacts: Decodable {
    struct Ages: Decodable {
        let min: Int?
        let max: Int?
        let note: String
    }

    struct Items: Decodable {
        let count: Int
        let codes: [Int64]
        let reversed: [Int]
        let reversedByOrder: [String: [Int]]?
        let topics: [String]?
        let keys: [String]?
    }

    struct Band: Decodable {
        let id: String
        let from: Double
        let to: Double
        let name: [String: String]
        let informant: String?
    }

    struct Scale: Decodable {
        let id: String
        let name: [String: String]
        let items: [Int]
        let formula: String
        let range: [Double]
        let bands: [Band]
        let bandSource: String
        let missingRule: String
    }

    struct Rule: Decodable {
        let id: String
        let rule: String
        let source: String?
    }

    struct CriticalItem: Decodable {
        /// A number, or the name of a supplementary question.
        enum Item: Decodable, Equatable {
            case number(Int)
            case name(String)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(Int.self) {
                    self = .number(number)
                } else {
                    self = .name(try container.decode(String.self))
                }
            }
        }

        let item: Item
        let when: String
        let meaning: String
    }

    struct Norm: Decodable {
        let population: String
        let scale: String
        let n: Int?
        let mean: Double?
        let sd: Double?
        let cutoff: String?
        let source: String
        let confidence: String
    }

    struct Reliability: Decodable {
        let scale: String
        let kind: String
        let value: Double
        let population: String
        let source: String
    }

    struct Licence: Decodable {
        let status: String
        let holder: String
        let itemTextMayShip: Bool
        let note: String
    }

    let id: String
    let name: [String: String]
    let construct: String
    let informants: [String]
    let ages: Ages
    let stages: [String]
    let timeFrame: String
    let items: Items
    let itemTexts: [String: [String]]?
    let scales: [Scale]
    let derived: [Rule]
    let criticalItems: [CriticalItem]
    let validity: [Rule]
    let norms: [Norm]
    let reliability: [Reliability]
    let licence: Licence
    let primaryGate: String
    let conventions: [String]
    let sources: [String]
    let confidence: [String: String]

    static func load(_ id: String) throws -> SheetFacts {
        let path = "\(Workshop.root)/Tests/InstrumentsTests/Sheets/\(id).json"
        return try JSONDecoder().decode(SheetFacts.self, from: try #require(FileManager.default.contents(atPath: path)))
    }

    static func thousandths(_ value: Double) -> Int64 { Int64((value * 1_000).rounded()) }
}
