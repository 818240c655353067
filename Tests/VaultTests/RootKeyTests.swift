import Domain
import Foundation
import TestSupport
import Testing
import Vault

@Suite("The root key")
struct RootKeyTests {
    let folder: TemporaryFolder
    let random = SeededRandomSource(seed: 5)

    init() throws { folder = try TemporaryFolder() }

    private func keyFileError<Result>(_ body: () throws -> Result) -> KeyFileError? {
        do {
            _ = try body()
            return nil
        } catch { return error as? KeyFileError }
    }

    private func setMode(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func write(_ text: some DataProtocol, _ name: String = "key", mode: Int = 0o400) throws -> String {
        let path = folder.file(name)
        try? FileManager.default.removeItem(atPath: path)
        try Data(text).write(to: URL(fileURLWithPath: path))
        try setMode(mode, path)
        return path
    }

    /// Whether both keys open the same ring.
    private func areSame(_ one: RootKey, _ other: RootKey) throws -> Bool {
        let (_, stored) = try KeyRing.create(root: one, random: random, at: Fixture.moment)
        return vaultError { try KeyRing.open(root: other, stored: stored, random: random) } == nil
    }

    @Test func isWrittenForItsOwnerAloneAndReadAgain() throws {
        let path = folder.file("root")
        let key = try RootKey.create(keyFile: path, random: random)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o400)
        #expect(try areSame(key, try RootKey.read(keyFile: path)))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.wholeMatch(of: /xinyu-root-key-1 [A-Za-z0-9_-]{43} [A-Za-z0-9_-]{8}\n/) != nil)
    }

    @Test func isNeverOverwritten() throws {
        let path = try write(Data("something".utf8))
        #expect(keyFileError { try RootKey.create(keyFile: path, random: random) } == .exists(path: path))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("something".utf8))
        let link = folder.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.file("nothing"))
        #expect(keyFileError { try RootKey.create(keyFile: link, random: random) } == .exists(path: link))
    }

    @Test(arguments: [0o440, 0o404, 0o420, 0o402, 0o410, 0o401, 0o644, 0o777, 0o640])
    func isRefusedWhereOthersCanReachIt(mode: Int) throws {
        let path = folder.file("root")
        _ = try RootKey.create(keyFile: path, random: random)
        try setMode(mode, path)
        let error = keyFileError { try RootKey.read(keyFile: path) }
        #expect(error == .readableByOthers(path: path, mode: "0" + String(mode, radix: 8)))
        #expect(error?.description.contains("must have mode 0400") == true)
    }

    @Test(arguments: [0o400, 0o600, 0o700])
    func isReadWhereOnlyItsOwnerCan(mode: Int) throws {
        let path = folder.file("root")
        _ = try RootKey.create(keyFile: path, random: random)
        try setMode(mode, path)
        _ = try RootKey.read(keyFile: path)
    }

    @Test func isRefusedWhenCutShortAtAnyLength() throws {
        let path = folder.file("root")
        _ = try RootKey.create(keyFile: path, random: random)
        let text = try Data(contentsOf: URL(fileURLWithPath: path))
        // Without its line end it is whole.
        _ = try RootKey.read(keyFile: try write(text.dropLast(), "whole"))
        for count in 0..<text.count - 1 {
            let cut = try write(text.prefix(count), "cut")
            guard case .malformed = keyFileError({ try RootKey.read(keyFile: cut) }) else {
                Issue.record("\(count) bytes were taken")
                continue
            }
        }
    }

    @Test func isRefusedWithAnyCharacterChanged() throws {
        let path = folder.file("root")
        _ = try RootKey.create(keyFile: path, random: random)
        let text = try Data(contentsOf: URL(fileURLWithPath: path))
        for index in 0..<text.count {
            var altered = text
            altered[index] = altered[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let file = try write(altered, "altered")
            #expect(keyFileError { try RootKey.read(keyFile: file) } != nil, "character \(index)")
        }
        for more in ["\n", "x", "\nxinyu-root-key-1 ", String(repeating: "y", count: 10_000)] {
            let file = try write(text + Data(more.utf8), "longer")
            #expect(keyFileError { try RootKey.read(keyFile: file) } != nil)
        }
    }

    @Test func isNotReadThroughALinkAFolderOrAPipe() throws {
        let path = folder.file("root")
        _ = try RootKey.create(keyFile: path, random: random)
        let link = folder.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(keyFileError { try RootKey.read(keyFile: link) } == .notAFile(path: link))
        #expect(keyFileError { try RootKey.read(keyFile: folder.path) } == .notAFile(path: folder.path))
        let pipe = folder.file("pipe")
        #expect(mkfifo(pipe, 0o400) == 0)
        #expect(keyFileError { try RootKey.read(keyFile: pipe) } == .notAFile(path: pipe))
        guard case .system = keyFileError({ try RootKey.read(keyFile: folder.file("none")) }) else {
            Issue.record("a missing file has no error of the system")
            return
        }
    }

    @Test func comesFromACredential() throws {
        let key = try RootKey.create(keyFile: folder.file("xinyu.root"), random: random)
        #expect(try areSame(key, try RootKey.read(credential: "xinyu.root", in: folder.path)))
        #expect(keyFileError { try RootKey.read(credential: "xinyu.root", in: nil) } == .noCredentials)
        #expect(keyFileError { try RootKey.read(credential: "xinyu.root", in: "") } == .noCredentials)
        for name in ["", ".", "..", "../xinyu.root", "a/b", "a b"] {
            #expect(keyFileError { try RootKey.read(credential: name, in: folder.path) } == .badCredentialName)
        }
        try setMode(0o444, folder.file("xinyu.root"))
        guard case .readableByOthers = keyFileError({ try RootKey.read(credential: "xinyu.root", in: folder.path) })
        else {
            Issue.record("a credential that all can read was taken")
            return
        }
    }

    @Test func comesFromAPassphrase() throws {
        let parameters = PassphraseParameters(cost: .minimal, random: random)
        func derive(_ text: String, _ parameters: PassphraseParameters) throws -> RootKey {
            var bytes = Array(text.utf8)
            return try RootKey.derive(from: SecretBytes(moving: &bytes), with: parameters)
        }
        let key = try derive("correct horse", parameters)
        let read = try PassphraseParameters(text: parameters.text)
        #expect(read == parameters)
        #expect(try areSame(key, try derive("correct horse", read)))
        #expect(try !areSame(key, try derive("correct hors", read)))
        #expect(try !areSame(key, try derive("correct horse", PassphraseParameters(cost: .minimal, random: random))))
    }

    @Test func refusesAlteredPassphraseParameters() {
        let text = PassphraseParameters(cost: .minimal, random: random).text
        for index in text.indices {
            var altered = text
            altered.replaceSubrange(index...index, with: altered[index] == "1" ? "2" : "1")
            #expect(keyFileError { try PassphraseParameters(text: altered) } == .badPassphraseParameters)
            #expect(keyFileError { try PassphraseParameters(text: String(text[..<index])) } == .badPassphraseParameters)
        }
        #expect(HashingCost(operations: 1_000, memory: 8_192) == nil)
        #expect(HashingCost(operations: 1, memory: 1 << 40) == nil)
    }
}
