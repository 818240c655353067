internal import Domain
internal import JSONRPC
internal import SwiftProtobuf
internal import Testing
internal import XinyuAPI

/// Each word of the domain is the word of the same name in the contract, and there is none that only one of them has.
@Suite("Words of the domain in the contract")
struct WordTests {
    private func check<Word: Equatable, Message: SwiftProtobuf.Enum & CaseIterable>(
        _ words: [Word], to message: (Word) -> Message
    ) {
        #expect(words.map { String(describing: message($0)) } == words.map { String(describing: $0) })
        #expect(Set(words.map(message)) == Set(Message.allCases).subtracting([Message()]))
    }

    private func check<Word: CaseIterable & Equatable, Message: SwiftProtobuf.Enum & CaseIterable>(
        to message: (Word) -> Message, from word: (Message, String) throws -> Word
    ) throws {
        check(Array(Word.allCases), to: message)
        for each in Word.allCases { #expect(try word(message(each), "word") == each) }
        for wrong in [Message(), Message(rawValue: 99)].compactMap({ $0 }) {
            let error = #expect(throws: RPCError.self) { _ = try word(wrong, "word") }
            #expect(error?.status == .invalidArgument)
            #expect(error?.details.fieldViolations.map(\.field) == ["word"])
        }
    }

    @Test("of units and schools")
    func organisation() throws {
        try check(to: { APIUnitKind($0) }, from: { try UnitKind($0, field: $1) })
        try check(to: { APISchoolStage($0) }, from: { try SchoolStage($0, field: $1) })
    }

    @Test("of levels and proposals")
    func levels() throws {
        try check(to: { APIAttentionLevel($0) }, from: { try AttentionLevel($0, field: $1) })
        check([CareProposal.up, .keep, .down, .remove], to: { APICareProposal($0) })
        check([ReliableChange.Verdict.improved, .unchanged, .worse], to: { APIEffectVerdict($0) })
    }

    @Test("of states")
    func states() throws {
        try check(to: { APIWarningState($0) }, from: { try WarningState($0, field: $1) })
        try check(to: { APICareState($0) }, from: { try CareState($0, field: $1) })
        try check(to: { APICareProposalState($0) }, from: { try CareProposalState($0, field: $1) })
        try check(to: { APIPlanState($0) }, from: { try PlanState($0, field: $1) })
        try check(to: { APISheetState($0) }, from: { try SheetState($0, field: $1) })
        try check(to: { APICampaignState($0) }, from: { try CampaignState($0, field: $1) })
    }

    @Test("of the archive")
    func archive() throws {
        try check(to: { APIArchiveKind($0) }, from: { try ArchiveKind($0, field: $1) })
        try check(to: { APIArchiveSection($0) }, from: { try ArchiveSection($0, field: $1) })
        try check(to: { APIObservationSign($0) }, from: { try ObservationSign($0, field: $1) })
        try check(to: { APIInformationSource($0) }, from: { try InformationSource($0, field: $1) })
        try check(to: { APICircumstanceCategory($0) }, from: { try CircumstanceCategory($0, field: $1) })
        check(RecordState.allCases, to: { APIRecordState($0) })
        check(AttachmentState.allCases, to: { APIAttachmentState($0) })
    }

    @Test("that may be left out are nothing when they are")
    func optionalWords() throws {
        #expect(try SchoolStage.ifPresent(.unspecified, field: "stage") == nil)
        #expect(try SchoolStage.ifPresent(.senior, field: "stage") == .senior)
        #expect(try AttentionLevel.ifPresent(.unspecified, field: "level") == nil)
        #expect(try AttentionLevel.ifPresent(APIAttentionLevel.none, field: "level") == AttentionLevel.none)
        #expect(throws: RPCError.self) { try AttentionLevel.ifPresent(.UNRECOGNIZED(9), field: "level") }
    }

    @Test("of transfers and erasures")
    func transfers() throws {
        check(TransferState.allCases, to: { APITransferState($0) })
        try check(to: { APIErasureState($0) }, from: { try ErasureState($0, field: $1) })
        check(ErasureGround.allCases, to: { APIErasureGround($0) })
        for ground in ErasureGround.allCases {
            let read = try? ErasureGround(APIErasureGround(ground), field: "ground")
            #expect(read == (ground.isAskedFor ? ground : nil))
        }
    }
}
