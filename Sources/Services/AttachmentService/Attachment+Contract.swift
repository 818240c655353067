internal import Domain
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APIAttachment {
    init(_ attachment: AttachmentRecord) {
        self.init()
        id = attachment.id.description
        studentID = attachment.student.description
        state = APIAttachmentState(attachment.state)
        fileName = attachment.head.fileName
        mediaType = attachment.head.type.rawValue
        size = UInt32(clamping: attachment.byteCount)
        sha256 = attachment.head.digest.map(FileDigest.text) ?? ""
        note = attachment.head.note ?? ""
        recordID = attachment.record?.description ?? ""
        addedBy = attachment.addedBy.description
        addedAt = Google_Protobuf_Timestamp(attachment.addedAt)
        guard let withdrawal = attachment.withdrawal else { return }
        withdrawnBy = withdrawal.author.description
        withdrawnAt = Google_Protobuf_Timestamp(withdrawal.at)
        withdrawalReason = withdrawal.reason
    }
}
