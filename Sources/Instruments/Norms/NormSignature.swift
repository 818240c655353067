internal import Foundation
internal import Vault

/// The signature of a norm file: stock minisign, with the keys that instruments are trusted by.
public enum NormSignature {
    /// Why a file is not taken, in a sentence; nothing when one of `keys` has signed exactly these bytes.
    public static func trouble(with file: [UInt8], signature text: String, trusting keys: [TrustedKey]) -> String? {
        guard text.utf8.count <= 4_096 else { return MinisignError.malformedSignature("it is too long").description }
        let signature: MinisignSignature
        do throws(MinisignError) {
            signature = try MinisignSignature(text: text)
        } catch {
            return error.description
        }
        guard !keys.isEmpty else { return "no key is trusted: put its .pub file beside the instruments' keys" }
        var trouble = ""
        for key in keys {
            do throws(MinisignError) {
                try MinisignPublicKey(text: Data(key.bytes).base64EncodedString()).verify(signature, over: file)
                return nil
            } catch {
                // What the key says that made it tells most.
                if trouble.isEmpty || error == .wrongSignature || error == .wrongTrustedComment {
                    trouble = error.description
                }
            }
        }
        return trouble
    }
}
