internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

/// What is said of a file before it comes, checked.
struct AttachmentDraft {
    private static let mostNameBytes = 255

    let head: AttachmentRecord.Head
    let size: Int
    let record: Identifier?

    init(_ message: APIAttachmentDraft, _ rules: ArchiveRules.Attachments) throws(RPCError) {
        guard let type = AttachmentType(rawValue: message.mediaType), rules.types.contains(type) else {
            throw .invalidArgument(
                field: "draft.mediaType",
                description: "must be one of \(rules.types.map(\.rawValue).joined(separator: ", "))")
        }
        head = AttachmentRecord.Head(
            fileName: try Self.fileName(message.fileName), type: type,
            note: try FreeText.optional(message.note, field: "draft.note"))
        size = Int(message.size)
        record = try Identifier.ifPresent(message.recordID, field: "draft.recordId")
    }

    /// A name, and not a path: whoever downloads it may store it under it.
    private static func fileName(_ text: String) throws(RPCError) -> String {
        let name = try FreeText.required(text, field: "draft.fileName")
        guard name.utf8.count <= mostNameBytes, !name.hasPrefix("."),
            !name.unicodeScalars.contains(where: { $0 == "/" || $0 == "\\" || $0.value < 0x20 || $0.value == 0x7F })
        else {
            throw .invalidArgument(
                field: "draft.fileName",
                description: "must be a name of at most \(mostNameBytes) bytes without a path and control characters")
        }
        return name
    }
}

extension RPCError {
    /// Why a file is not taken, and what to do.
    init(_ finding: AttachmentFinding) {
        self =
            switch finding {
            case .empty: .invalidArgument(field: "draft.size", description: "must say how many bytes will come")
            case .tooLarge(let most):
                .invalidArgument(field: "draft.size", description: "is over the \(most) bytes that one file may have")
            case .tooMany(let most):
                .resourceExhausted("the archive has the \(most) files that it may have; withdraw one")
            case .tooMuch(let most):
                .resourceExhausted("the archive would have more than \(most) bytes of files; withdraw one")
            }
    }
}
