internal import AuditLog
internal import Domain
internal import Vault

/// An archive on its way, format 1:
///
///     xinyu-parcel-1 <bytes of the manifest>      a line
///     the manifest                                a signed note of `xinyu-parcel-manifest-1`
///     the body                                    the archive file, sealed to the receiving school's key
///
/// The manifest names the parcel, both schools, the key it is sealed to, and SHA-256 and length of the body: nobody can put
/// another body under it. It holds nothing of the student.
struct Parcel {
    static let kind = "xinyu-parcel-1"
    static let manifestKind = "xinyu-parcel-manifest-1"
    /// A parcel is made and opened in memory.
    static let mostBytes = 64 << 20

    struct Address {
        let id: Identifier
        let from: Identifier
        let to: Identifier
        /// The public key of the receiving school.
        let box: [UInt8]
        let sentAt: Timestamp
    }

    enum Failure: Error, Equatable {
        case malformed(String)
        /// The signature under the manifest is false, or the body is not the one that it names.
        case tampered
    }

    let address: Address
    let manifest: SignedText
    let body: [UInt8]
    /// The whole file.
    let bytes: [UInt8]

    /// Nothing if the key of the address is none.
    init?(_ archive: [UInt8], _ address: Address, signer: Signer, random: any RandomSource) {
        guard let body = BoxKeyPair.seal(archive, to: address.box, random: random) else { return nil }
        self.address = address
        self.body = body
        manifest = SignedText(
            Self.manifestKind,
            [
                ("parcel", address.id.description), ("from", address.from.description),
                ("to", address.to.description), ("box", Base64Text.encode(address.box)),
                ("sent", String(address.sentAt.milliseconds)), ("bytes", String(body.count)),
                ("sha256", Base64Text.encode(SHA256Digest(of: body).bytes)),
            ], signer: signer)
        let note = Array(manifest.note.note.utf8)
        bytes = Array("\(Self.kind) \(note.count)\n".utf8) + note + body
    }

    /// Reads a parcel and checks that its parts belong together; whose signature it is, is for the caller to know.
    init(bytes: [UInt8]) throws(Failure) {
        guard let end = bytes.prefix(64).firstIndex(of: UInt8(ascii: "\n")) else {
            throw .malformed("it has no first line")
        }
        let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
        guard words.count == 2, words[0] == Self.kind, let count = Int(words[1]), count > 0,
            count <= bytes.count - end - 1
        else { throw .malformed("its first line is not \(Self.kind) and a length") }
        let start = end + 1 + count
        let manifest: SignedText
        do throws(SignedText.Failure) {
            manifest = try SignedText(
                Self.manifestKind, note: String(decoding: bytes[(end + 1)..<start], as: UTF8.self))
        } catch {
            switch error {
            case .malformed(let reason): throw .malformed(reason)
            case .notSigned: throw .tampered
            }
        }
        guard let id = manifest["parcel"].flatMap({ Identifier($0) }),
            let from = manifest["from"].flatMap({ Identifier($0) }),
            let to = manifest["to"].flatMap({ Identifier($0) }),
            let box = manifest["box"].flatMap({ Base64Text.decode($0) }),
            let sent = manifest["sent"].flatMap({ Int64($0) }), let length = manifest["bytes"].flatMap({ Int($0) }),
            let hash = manifest["sha256"].flatMap({ Base64Text.decode($0) })
        else { throw .malformed("its manifest lacks a value") }
        let body = Array(bytes[start...])
        guard body.count == length, SHA256Digest(of: body).bytes == hash else { throw .tampered }
        address = Address(id: id, from: from, to: to, box: box, sentAt: Timestamp(milliseconds: sent))
        self.manifest = manifest
        self.body = body
        self.bytes = bytes
    }

    /// What a receipt is given for.
    var hash: [UInt8] { SHA256Digest(of: bytes).bytes }
}
