public import AuditLog
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import Vault
public import XinyuAPI

/// `xinyu.v1.ArchiveTransferService`: archives that go to another school, and come from one. Cards and lists are in this
/// file; sealing, acknowledging and receiving beside it.
public struct ArchiveTransferServiceImplementation: ArchiveTransferService {
    let log: AuditLog
    let ring: KeyRing
    let indexes: StudentIndexes
    let rules: RetentionRules
    let zone: Duration

    /// - Parameters:
    ///   - log: names the installation, which signs cards, parcels and receipts under that name.
    ///   - indexes: by which a student who comes is found.
    ///   - rules: by which the copy goes that stays.
    ///   - zone: the schools' offset from UTC.
    public init(log: AuditLog, ring: KeyRing, indexes: StudentIndexes, rules: RetentionRules, zone: Duration) {
        self.log = log
        self.ring = ring
        self.indexes = indexes
        self.rules = rules
        self.zone = zone
    }

    // MARK: - Cards

    public func getSchoolCard(
        _ request: APIGetSchoolCardRequest, _ call: ChangingCall
    ) throws -> APIGetSchoolCardResponse {
        let school = try call.reading.school(request.schoolID)
        let key = try newestKey(of: school, call)
        let card = SchoolCardFile(
            school: school, name: try call.transaction.unit(school)?.name ?? "", box: key.publicKey,
            madeAt: call.context.now, signer: try Signer(log, ring))
        return .with {
            $0.school = APISchoolCard(card)
            $0.card = card.note
        }
    }

    public func addPartnerSchool(
        _ request: APIAddPartnerSchoolRequest, _ call: ChangingCall
    ) throws -> APIAddPartnerSchoolResponse {
        let school = try call.reading.school(request.schoolID)
        let card = try Self.card(request.card)
        guard card.school != school else {
            throw RPCError.invalidArgument(field: "card", description: "is the school's own")
        }
        let heard = request.fingerprint.filter { !$0.isWhitespace }.lowercased()
        guard heard == card.fingerprint.filter({ $0 != " " }) else {
            throw RPCError.invalidArgument(
                field: "fingerprint",
                description: "is not that of the card: ask the other school by telephone, not by the way the card came")
        }
        try call.transaction.store(
            PartnerSchoolRecord(
                school: school, id: card.school, card: card.note, addedBy: call.context.accountID,
                addedAt: call.context.now))
        return .with { $0.partner = APISchoolCard(card) }
    }

    public func listPartnerSchools(
        _ request: APIListPartnerSchoolsRequest, _ call: ReadingCall
    ) throws -> APIListPartnerSchoolsResponse {
        let school = try call.school(request.schoolID)
        return try .with {
            $0.partners = try call.transaction.partnerSchools(of: school).map { APISchoolCard(try Self.card($0.card)) }
        }
    }

    // MARK: - Lists

    public func listTransfers(
        _ request: APIListTransfersRequest, _ call: ReadingCall
    ) throws -> APIListTransfersResponse {
        let school = try call.school(request.schoolID)
        let (shown, next) = try PageRequest(request.page).newestFirst(
            { try call.transaction.transfers(ofSchool: school, before: $0, limit: $1) },
            { NewestFirst($0.sealedAt, $0.id) })
        call.count(.records, shown.count)
        return try .with {
            $0.transfers = try shown.map { try contract($0, call) }
            $0.nextPage = next
        }
    }

    func contract(_ transfer: TransferRecord, _ call: ReadingCall) throws -> APITransfer {
        var message = APITransfer()
        message.id = transfer.id.description
        message.studentID = transfer.student.description
        message.studentName = try call.transaction.nameUnlessErased(transfer.student)
        message.partnerID = transfer.partner.description
        if let partner = try call.transaction.partnerSchool(transfer.partner, of: transfer.school) {
            message.partnerName = try Self.card(partner.card).name
        }
        message.state = APITransferState(transfer.state)
        message.sealedAt = .init(transfer.sealedAt)
        if let moment = transfer.acknowledgedAt {
            message.acknowledgedAt = .init(moment)
            message.goesOn = CalendarDate(of: moment, offset: zone).adding(days: rules.transferredCopyDays).description
        }
        return message
    }

    // MARK: - Parts

    /// The key that is told to others; made if there is none.
    func newestKey(of school: Identifier, _ call: ChangingCall) throws -> SchoolKeyRecord {
        if let key = try call.transaction.schoolKeys(of: school).first { return key }
        let pair = BoxKeyPair(randomFrom: call.random)
        let key = SchoolKeyRecord(
            id: call.newIdentifier(), publicKey: pair.publicKey, secret: pair.secretBytes, madeAt: call.context.now)
        try call.transaction.insert(key, of: school)
        return key
    }

    /// The card of a partner of the school.
    func partner(_ id: Identifier, of school: Identifier, in transaction: ReadTransaction) throws -> SchoolCardFile {
        guard let partner = try transaction.partnerSchool(id, of: school) else {
            throw RPCError.failedPrecondition("the card of that school is not here: add it first (AddPartnerSchool)")
        }
        return try Self.card(partner.card)
    }

    static func card(_ text: String) throws(RPCError) -> SchoolCardFile {
        do throws(SignedText.Failure) {
            return try SchoolCardFile(note: text)
        } catch {
            throw .file(error, field: "card", "card of a school")
        }
    }
}

extension APISchoolCard {
    init(_ card: SchoolCardFile) {
        self.init()
        schoolID = card.school.description
        name = card.name
        fingerprint = card.fingerprint
        madeAt = .init(card.madeAt)
    }
}
