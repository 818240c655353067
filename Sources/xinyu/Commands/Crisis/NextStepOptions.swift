internal import ArgumentParser
internal import Foundation
internal import SwiftProtobuf
internal import XinyuAPI

/// What is done next in a crisis case, by whom, until when.
struct NextStepOptions: ParsableArguments {
    @Option(name: .customLong("step"), help: "What is done next.")
    var what = ""

    @Option(name: .customLong("step-owner"), help: "Account that does it; the lead when left out.")
    var owner = ""

    @Option(name: .customLong("step-within"), help: "Until when, from now on: 30m, 2h, 3d.")
    var within: TimeSpan?

    /// Nothing when no step is given.
    var message: APINextStep? {
        guard !what.isEmpty || within != nil else { return nil }
        return .with {
            $0.what = what
            $0.ownerID = owner
            if let within { $0.dueAt = within.fromNow }
        }
    }
}

/// As `30m`, `2h`, `3d`.
struct TimeSpan: ExpressibleByArgument {
    let seconds: Int

    init?(argument: String) {
        guard let unit = argument.last, let number = Int(argument.dropLast()), 0...10_000 ~= number else { return nil }
        switch unit {
        case "s": seconds = number
        case "m": seconds = number * 60
        case "h": seconds = number * 3_600
        case "d": seconds = number * 86_400
        default: return nil
        }
    }

    var fromNow: Google_Protobuf_Timestamp {
        Google_Protobuf_Timestamp(date: Date(timeIntervalSinceNow: TimeInterval(seconds)))
    }
}
