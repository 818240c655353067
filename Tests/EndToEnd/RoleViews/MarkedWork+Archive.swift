import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import XinyuAPI

/// What an archive has of its own, what its student has a right to, and what goes from school to school.
extension MarkedWork {
    /// Records of each kind, one of them corrected and one withdrawn, and two files, one of which was withdrawn.
    func keepArchive() async throws -> [ScopeKind: [String]] {
        let archive = ArchiveServiceClient(client)
        let circumstances = CircumstanceServiceClient(client)
        let circumstance = try await circumstances.recordCircumstance(
            .with {
                $0.studentID = id(.own)
                $0.category = .leftBehind
                $0.source = .schoolFiles
                $0.note = text(.circumstanceNote)
            }, counsellor
        ).record.id
        var information: [String] = []
        for _ in 0..<2 {
            information.append(
                try await archive.recordInformation(
                    .with {
                        $0.studentID = id(.own)
                        $0.source = .guardian
                        $0.sourceDetail = text(.informant)
                        $0.trust = .hearsay
                        $0.text = text(.archiveInformation)
                    }, counsellor
                ).recordID)
        }
        _ = try await archive.correctArchiveRecord(
            .with {
                $0.recordID = information[0]
                $0.version = 1
                $0.reason = text(.correctionReason)
                $0.information.source = .guardian
                $0.information.sourceDetail = text(.informant)
                $0.information.trust = .confirmed
                $0.information.text = text(.archiveInformation)
            }, counsellor)
        _ = try await archive.withdrawArchiveRecord(
            .with {
                $0.recordID = information[1]
                $0.reason = text(.withdrawalReason)
            }, counsellor)
        let observation = try await archive.recordObservation(
            .with {
                $0.studentID = id(.own)
                $0.text = text(.observation)
                $0.signs = [.sleep]
            }, school.teacher.meta
        ).observationID
        let letter = try await attach(
            text(.attachmentBytes) + "\n", "de14c842b341b1d439197fa9637588b8f2d02f24c2257359558f9105c611d895")
        let mistaken = try await attach("待撤回\n", "39a25806b38fd649a4b77cdeee09cd6310777326acbbf529ad7590fd648c2458")
        _ = try await AttachmentServiceClient(client).withdrawAttachment(
            .with {
                $0.attachmentID = mistaken
                $0.reason = text(.attachmentReason)
            }, counsellor)
        return [.archiveRecord: [circumstance, observation] + information, .attachment: [letter, mistaken]]
    }

    private func attach(_ content: String, _ digest: String) async throws -> String {
        let data = Data(content.utf8)
        return try await AttachmentServiceClient(client).addAttachment(
            .with {
                $0.studentID = id(.own)
                $0.draft.fileName = text(.attachmentName) + ".txt"
                $0.draft.mediaType = "text/plain"
                $0.draft.size = UInt32(data.count)
                $0.draft.note = text(.attachmentNote)
                $0.data = data
                $0.sha256 = digest
            }, counsellor
        ).attachment.id
    }

    /// A hold, and an erasure that waits for the security officer.
    func claimRights() async throws -> [ScopeKind: [String]] {
        let rights = DataRightsServiceClient(client)
        _ = try await rights.placeLegalHold(
            .with {
                $0.studentID = id(.own)
                $0.reason = text(.holdReason)
            }, staff.crisisLead.meta)
        _ = try await rights.requestErasure(
            .with {
                $0.studentID = id(.friend)
                $0.ground = .guardianRequest
                $0.reason = text(.erasureReason, .friend)
            }, school.registrar.meta)
        return [:]
    }

    /// A student whom the neighbouring school hands over, with what it has written.
    ///
    /// - Returns: the student, as it is known here.
    func receive(from neighbour: SampleSchool) async throws -> [ScopeKind: [String]] {
        let transfers = ArchiveTransferServiceClient(client)
        let pairs = [(school, neighbour), (neighbour, school)]
        for (mine, theirs) in pairs {
            let card = try await transfers.getSchoolCard(.with { $0.schoolID = theirs.school }, theirs.registrar.meta)
            _ = try await transfers.addPartnerSchool(
                .with {
                    $0.schoolID = mine.school
                    $0.card = card.card
                    $0.fingerprint = card.school.fingerprint
                }, mine.registrar.meta)
        }
        let (pupil, purpose) = (neighbour.pupils[0], Marker(.purpose, .nobody).text)
        _ = try await ArchiveServiceClient(client).recordObservation(
            .with {
                $0.studentID = pupil.student
                $0.text = text(.received, .otherClass)
            }, neighbour.counsellor.meta)
        var parcel = Data()
        let pieces = transfers.sealTransfer(
            .with {
                $0.studentID = pupil.student
                $0.partnerID = school.school
            }, neighbour.counsellor.meta(purpose: purpose))
        for try await piece in pieces { parcel.append(piece.data) }
        let upload = "00112233445566778899aabbccddeeff"
        _ = try await transfers.appendParcel(
            .with {
                $0.schoolID = school.school
                $0.uploadID = upload
                $0.data = parcel
            }, counsellor)
        // A class of its own, so that lists of the others are as the roster has them.
        let newClass = try await UnitServiceClient(client).createUnit(
            .with {
                $0.kind = .class
                $0.name = "八年级3班"
                $0.parentID = staff.gradeID
            }, school.registrar.meta
        ).unit.id
        let student = try await transfers.receiveTransfer(
            .with {
                $0.schoolID = school.school
                $0.uploadID = upload
                $0.classID = newClass
            }, counsellor
        ).studentID
        return [.student: [student]]
    }

    /// A closed campaign that is scored again with a newer version, by which the own student's band and suggested level
    /// differ.
    ///
    /// - Returns: the campaign, the student's sheet in it, and the re-scoring.
    func rescore(
        _ first: LateInstrument, _ second: LateInstrument
    ) async throws -> (campaign: String, sheet: String, rescoring: String) {
        let (builder, sheets) = (SchoolBuilder(client), SheetServiceClient(client))
        try await builder.install("late", from: first.folder.path, as: school.manager)
        let campaign = try await builder.openCampaign(school.school, instruments: ["late"], as: school.counsellor)
        let own = try pupil(.own)
        let mine = try await sheets.listMySheets(.init(), own.visitor.meta).sheets
        guard let sheet = mine.first(where: { $0.instrumentID == "late" })?.id else {
            throw NeverCame(description: "a sheet of the second campaign")
        }
        _ = try await sheets.startSheet(
            .with {
                $0.sheetID = sheet
                $0.consentVersion = 1
            }, own.visitor.meta)
        _ = try await sheets.submitSheet(
            .with {
                $0.sheetID = sheet
                $0.values = [3, 2, 2, 2, 2, 2, 2, 2, 0]
            }, own.visitor.meta)
        _ = try await CampaignServiceClient(client).closeCampaign(.with { $0.campaignID = campaign }, counsellor)
        let offered = try await builder.offer("late", from: second.folder.path, as: school.manager)
        guard offered.hasInstrument else { throw NeverCame(description: "the newer version: \(offered.findings)") }
        let rescorings = RescoringServiceClient(client)
        let rescoring = try await rescorings.startRescoring(
            .with {
                $0.campaignID = campaign
                $0.instrumentID = "late"
                $0.version = "1.1.0"
            }, counsellor
        ).rescoring.id
        try await eventually("the re-scoring is ready") {
            try await rescorings.listRescorings(.with { $0.campaignID = campaign }, counsellor).rescorings
                .first?.state == .ready
        }
        return (campaign, sheet, rescoring)
    }
}
