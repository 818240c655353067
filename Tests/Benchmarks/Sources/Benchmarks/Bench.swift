import Foundation
import JSONRPC
import TestInstallation
import XinyuAPI

/// A daemon with a school in it, and files of prebuilt lines.
struct Bench {
    static let rounds = 3
    static let instruments = ["phq9": (items: 9, top: 3), "gad7": (items: 7, top: 3), "who5": (items: 5, top: 5)]

    let host: DaemonHost
    let school: SampleSchool

    static func prepare(students: Int) async throws -> Bench {
        let host = try await DaemonHost.make(["limits": ["connections": 4_096, "connectionsPerUser": 4_096]])
        try await host.start()
        let client = try await host.client()
        let school = try await SampleSchool.open(
            client, roster: .made(students), instruments: instruments.keys.sorted())
        return Bench(host: host, school: school)
    }

    func write(_ name: String, _ lines: [String]) throws -> String { try Self.file(host, name, lines) }

    /// Writes a file of lines into the host's folder.
    static func file(_ host: DaemonHost, _ name: String, _ lines: [String]) throws -> String {
        let path = host.folder.file(name)
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Binds a connection to the session of `visitor`.
    func greeting(_ visitor: SampleSchool.Visitor) throws -> String {
        try write(
            "greeting-\(visitor.account)",
            [
                #"{"jsonrpc":"2.0","id":0,"method":"xinyu.v1.SessionService/Attach","params":{"token":"\#(visitor.token)"}}"#
            ])
    }

    /// Requests for each sheet that is there, as its student sends it.
    func submissions() -> [String] {
        var lines: [String] = []
        for pupil in school.pupils {
            for sheet in pupil.sheets {
                guard let instrument = Self.instruments[sheet.instrument] else { continue }
                let number = lines.count
                // Low ones for nearly all: warnings are raised for some, as in a school.
                let values = (0..<instrument.items).map {
                    (number &* 31 &+ $0 &* 7) % 20 == 0 ? instrument.top : $0 % 2
                }
                let elapsed = values.map { 2_000 + $0 * 500 }
                lines.append(
                    #"{"jsonrpc":"2.0","id":\#(number),"method":"xinyu.v1.SheetService/SubmitSheet","params":{"sheetId":"\#(sheet.id)","#
                        + #""values":[\#(values.map(String.init).joined(separator: ","))],"#
                        + #""elapsedMs":[\#(elapsed.map(String.init).joined(separator: ","))]},"#
                        + #""meta":{"authorization":"Bearer \#(pupil.visitor.token)"}}"#)
            }
        }
        return lines
    }

    func results() -> [String] {
        school.pupils.flatMap(\.sheets).enumerated().map { number, sheet in
            #"{"jsonrpc":"2.0","id":\#(number),"method":"xinyu.v1.ResultService/GetResult","params":{"sheetId":"\#(sheet.id)"}}"#
        }
    }
}
