internal import Domain
internal import Store
internal import Vault

/// What a signature under a case report is about: SHA-256 over
///
///     "xinyu case report v1" ‖ 0 ‖ case (16) ‖ version (8, most significant byte first) ‖ content
///
/// where the content is the sealed value's plaintext with its random salt. The salt keeps a hash, which stands in the
/// open, from telling what was written to somebody who tries out texts.
enum CaseReportHash {
    static let saltBytes = 16

    static func hash(of content: CaseReportRecord.Content, _ crisisCase: Identifier, version: Int) -> [UInt8] {
        var message = Array("xinyu case report v1".utf8) + [0] + crisisCase.bytes
        withUnsafeBytes(of: UInt64(version).bigEndian) { message += $0 }
        return SHA256Digest(of: message + content.fields).bytes
    }

    static func text(_ hash: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0x0F)]] })
    }
}
