import Foundation
import TestSupport
import Testing
import Vault

@Suite("Minisign")
struct MinisignTests {
    static let tool = ["/usr/bin/minisign", "/usr/local/bin/minisign"].first(
        where: FileManager.default.isExecutableFile)

    let random = SeededRandomSource(seed: 21)
    let key: MinisignSecretKey
    let message = Array("plugin bytes".utf8)

    init() { key = MinisignSecretKey(SigningKey(randomFrom: random), random: random) }

    private func minisignError<Result>(_ body: () throws -> Result) -> MinisignError? {
        do {
            _ = try body()
            return nil
        } catch { return error as? MinisignError }
    }

    private func run(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(MinisignTests.tool))
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test(arguments: [MinisignSignature.Algorithm.whole, .hashed])
    func verifiesWhatItSigns(algorithm: MinisignSignature.Algorithm) throws {
        let signature = key.sign(message, trustedComment: "phq9\n1.0", algorithm: algorithm)
        #expect(signature.trustedComment == "phq9 1.0")
        let read = try MinisignSignature(text: signature.text)
        #expect(read == signature)
        let publicKey = try MinisignPublicKey(text: key.publicKey.text)
        try publicKey.verify(read, over: message)
        for index in message.indices {
            var altered = message
            altered[index] ^= 1
            #expect(minisignError { try publicKey.verify(read, over: altered) } == .wrongSignature)
        }
        #expect(minisignError { try publicKey.verify(read, over: []) } == .wrongSignature)
    }

    @Test func refusesAnAlteredTrustedComment() throws {
        let text = key.sign(message, trustedComment: "version:1").text.replacing("version:1", with: "version:2")
        let signature = try MinisignSignature(text: text)
        #expect(minisignError { try key.publicKey.verify(signature, over: message) } == .wrongTrustedComment)
    }

    @Test func refusesTheSignatureOfOneKindAsTheOther() throws {
        let signature = key.sign(message, trustedComment: "x", algorithm: .hashed)
        var lines = signature.text.split(separator: "\n").map(String.init)
        var bytes = try #require(Base64Text.decode(lines[1]))
        bytes[1] = UInt8(ascii: "d")
        lines[1] = Base64Text.encode(bytes)
        let other = try MinisignSignature(text: lines.joined(separator: "\n"))
        #expect(minisignError { try key.publicKey.verify(other, over: message) } == .wrongSignature)
    }

    @Test func saysWhichKeyASignatureIsOf() throws {
        let other = MinisignSecretKey(SigningKey(randomFrom: random), random: random)
        let signature = other.sign(message, trustedComment: "x")
        guard
            case .signedByAnother(let expected, let found) = minisignError({
                try key.publicKey.verify(signature, over: message)
            })
        else {
            Issue.record("a signature by another key was taken")
            return
        }
        #expect(expected.count == 16 && found.count == 16 && expected != found)
        #expect(key.publicKey.text.contains(expected))
    }

    @Test func refusesMalformedText() throws {
        let good = key.sign(message, trustedComment: "x").text
        let lines = good.split(separator: "\n").map(String.init)
        for dropped in lines.indices {
            var fewer = lines
            fewer.remove(at: dropped)
            #expect(minisignError { try MinisignSignature(text: fewer.joined(separator: "\n")) } != nil)
        }
        for count in 0..<good.utf8.count - 1 {
            let cut = String(decoding: good.utf8.prefix(count), as: UTF8.self)
            #expect(minisignError { try MinisignSignature(text: cut) } != nil)
        }
        #expect(try MinisignSignature(text: good.replacing("\n", with: "\r\n")).text == good)
        let publicText = key.publicKey.text
        let onlyKey = try #require(publicText.split(separator: "\n").last)
        #expect(try MinisignPublicKey(text: String(onlyKey)) == key.publicKey)
        for text in [
            "", "\n", "RWQ", "x\n" + onlyKey, publicText + onlyKey, String(onlyKey.dropLast(4)),
            "RW" + onlyKey.dropFirst(3) + "A",
        ] {
            #expect(minisignError { try MinisignPublicKey(text: text) } != nil)
        }
    }

    @Test(.enabled(if: MinisignTests.tool != nil, "minisign is not installed"))
    func verifiesWhatTheStockToolSigns() throws {
        let folder = try TemporaryFolder()
        try Data(message).write(to: URL(fileURLWithPath: folder.file("plugin.so")))
        #expect(try run(["-G", "-W", "-p", folder.file("k.pub"), "-s", folder.file("k.sec")]) == 0)
        for (name, flag) in [("hashed", []), ("whole", ["-l"])] {
            let signed = folder.file(name + ".minisig")
            let arguments =
                ["-S"] + flag + [
                    "-s", folder.file("k.sec"), "-m", folder.file("plugin.so"), "-x", signed, "-t", "phq9 一",
                ]
            #expect(try run(arguments) == 0)
            let publicKey = try MinisignPublicKey(text: String(contentsOfFile: folder.file("k.pub"), encoding: .utf8))
            let signature = try MinisignSignature(text: String(contentsOfFile: signed, encoding: .utf8))
            #expect(signature.algorithm == (name == "whole" ? .whole : .hashed))
            #expect(signature.trustedComment == "phq9 一")
            try publicKey.verify(signature, over: message)
            #expect(minisignError { try publicKey.verify(signature, over: message + [0]) } == .wrongSignature)
        }
    }

    @Test(.enabled(if: MinisignTests.tool != nil, "minisign is not installed"))
    func makesWhatTheStockToolVerifies() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("plugin.so")
        try Data(message).write(to: URL(fileURLWithPath: file))
        try Data(key.publicKey.text.utf8).write(to: URL(fileURLWithPath: folder.file("k.pub")))
        for algorithm in [MinisignSignature.Algorithm.whole, .hashed] {
            let text = key.sign(message, trustedComment: "made here", algorithm: algorithm).text
            try Data(text.utf8).write(to: URL(fileURLWithPath: file + ".minisig"))
            #expect(try run(["-V", "-p", folder.file("k.pub"), "-m", file]) == 0)
        }
    }
}
