import AuditLog
import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Archives that go to another school")
struct TransferTests {
    /// Two installations that know each other's schools.
    private func apart(
        _ body: (_ here: RecordsOffice, _ there: RecordsOffice) async throws -> Void
    ) async throws {
        try await RecordsOffice.open { here in
            try await RecordsOffice.open(seed: 77, origin: "other.example/xinyu") { there in
                try await here.registrar.add(try await there.registrar.card(there.school), to: here.school)
                try await there.registrar.add(try await here.registrar.card(here.school), to: there.school)
                try await body(here, there)
            }
        }
    }

    @Test("The whole way: sealed, received with all that it said, signed for, read-only, gone")
    func wholeWay() async throws {
        try await apart { here, there in
            let student = try await here.enrol()
            try await here.fill(student)
            let (head, parcel) = try await here.counsellor.seal(student, to: there.school)
            #expect(Int(head.byteCount) == parcel.count && head.transfer.state == .sealed)
            #expect(head.withheld.map(\.part) == ["trauma"])
            for text in RecordsOffice.texts + [RecordsOffice.pupil.name, RecordsOffice.pupil.nationalID] {
                #expect(parcel.firstRange(of: Array(text.utf8)) == nil)
            }

            let received = try await there.counsellor.receive(parcel, in: there.school, there.schoolClass)
            #expect(received.isEnrolled && received.recordCount == head.recordCount)
            let child = try #require(Identifier(received.studentID))
            let name = try await there.store.read { try $0.identifiedStudent(child)?.identity.name }
            #expect(name == RecordsOffice.pupil.name)
            let records = try await there.counsellor.received(child)
            let told = records.records.map(\.content).joined()
            for text in RecordsOffice.texts where text != RecordsOffice.texts[8] {
                #expect(told.contains(text) == [0, 1, 2, 3, 6, 9].contains(RecordsOffice.texts.firstIndex(of: text)))
            }
            #expect(!told.contains(RecordsOffice.texts[8]))
            #expect(told.contains("18.500") || told.contains("18.5"))
            #expect(records.parcels.map(\.partnerName) == ["求真试验中学"])
            #expect(try await there.counsellor.timeline(child).contains { $0.kind == .transfer })

            let after = try await here.counsellor.acknowledge(student, received.receipt)
            #expect(after.state == .acknowledged && after.goesOn == "2027-05-03")
            // What is here is read, and nothing more.
            #expect(try await !here.counsellor.timeline(student).isEmpty)
            let refusal = try await failure { try await here.counsellor.observe(student) }
            #expect(refusal?.status == .failedPrecondition)
            #expect(refusal?.message.contains("another school") == true)
            let care = try await failure {
                try await here.counsellor.care.proposeCare(
                    .with {
                        $0.studentID = student.description
                        $0.level = .watch
                        $0.reason = "复核"
                    }, here.counsellor.meta)
            }
            #expect(care?.status == .failedPrecondition)

            here.clock.advance(by: .seconds(181 * 86_400))
            try await here.tidy()
            #expect(try await here.registrar.transfers(here.school).transfers.map(\.state) == [.expired])
            #expect(try await here.store.read { try $0.student(student)?.state } == .erased)
            await #expect(throws: StoreError.ownerErased(student)) {
                try await here.store.read { try $0.identifiedStudent(student) }
            }
        }
    }

    @Test("Between two schools of one installation it is the same; who is there already is found")
    func oneInstallation() async throws {
        try await RecordsOffice.open { office in
            try await office.registrar.add(try await office.otherRegistrar.card(office.otherSchool), to: office.school)
            try await office.otherRegistrar.add(try await office.registrar.card(office.school), to: office.otherSchool)
            let student = try await office.enrol()
            try await office.fill(student)
            let parcel = try await office.counsellor.seal(student, to: office.otherSchool).1
            let received = try await office.otherCounsellor.receive(parcel, in: office.otherSchool, office.otherClass)
            #expect(received.isEnrolled && received.studentID != student.description)
            _ = try await office.counsellor.acknowledge(student, received.receipt)
            #expect(try await office.counsellor.transfers(office.school).transfers.map(\.partnerName) == ["向阳试验中学"])
            // The registrar sees how far it is, the security officer nothing of it.
            #expect(try await office.registrar.transfers(office.school).transfers.map(\.studentName) == ["欧阳晓明"])
            #expect(
                try await failure { try await office.officer.transfers(office.school) }?.status == .permissionDenied)

            // Back again: enrolled anew at the first, matched at nobody.
            let child = try #require(Identifier(received.studentID))
            let back = try await office.otherCounsellor.seal(child, to: office.school).1
            let home = try await office.counsellor.receive(back, in: office.school, office.schoolClass)
            #expect(home.isEnrolled)
            #expect(home.recordCount > received.recordCount)
            // And a second parcel of somebody who is there is put beside.
            _ = try await office.otherCounsellor.transfers.withdrawTransfer(
                .with { $0.studentID = child.description }, office.otherCounsellor.meta)
            let again = try await office.otherCounsellor.seal(child, to: office.school).1
            let beside = try await office.counsellor.receive(again, in: office.school, office.schoolClass)
            #expect(!beside.isEnrolled && beside.studentID == home.studentID)
        }
    }

    @Test("Wrong key, tampered, replayed, of a stranger, for somebody else: refused, each with its reason")
    func refusals() async throws {
        try await apart { here, there in
            let student = try await here.enrol()
            try await here.fill(student)
            let parcel = try await here.counsellor.seal(student, to: there.school).1
            func refusal(_ bytes: [UInt8], _ office: RecordsOffice, _ keeper: Keeper, _ school: Identifier)
                async throws -> RPCError?
            {
                try await failure { try await keeper.receive(bytes, in: school, office.schoolClass) }
            }
            // Every part of it, changed.
            for position in [3, 40, 200, parcel.count / 2, parcel.count - 1] {
                var changed = parcel
                changed[position] ^= 1
                let error = try await refusal(changed, there, there.counsellor, there.school)
                #expect(error?.status == .failedPrecondition, "\(position)")
                #expect(error?.message.contains("not taken") == true)
            }
            let short = try await refusal(Array(parcel.dropLast(9)), there, there.counsellor, there.school)
            #expect(short?.message.contains("changed on its way") == true)
            // For somebody else.
            let other = try await failure {
                try await there.otherCounsellor.receive(parcel, in: there.otherSchool, there.otherClass)
            }
            #expect(other?.message.contains("another school") == true)
            // Replayed.
            let taken = try await there.counsellor.receive(parcel, in: there.school, there.schoolClass)
            let replay = try await refusal(parcel, there, there.counsellor, there.school)
            #expect(replay?.status == .alreadyExists)
            // The receipt of another parcel, a forged one, and one that was changed.
            let second = try await here.enrol(nationalID: nil, number: "2026070002")
            _ = try await here.counsellor.seal(second, to: there.school)
            let wrong = try await failure { try await here.counsellor.acknowledge(second, taken.receipt) }
            #expect(wrong?.message.contains("another parcel") == true)
            let changed = taken.receipt.replacing("received 1", with: "received 2")
            let forged = try await failure { try await here.counsellor.acknowledge(student, changed) }
            #expect(forged?.message.contains("signature is false") == true)
            let own = SignedText(
                TransferReceipt.kind,
                [
                    ("parcel", try await here.registrar.transfers(here.school).transfers.last?.id ?? ""),
                    ("sha256", ""), ("from", here.school.description), ("to", there.school.description),
                    ("received", "1"),
                ], signer: try Signer(here.log, here.ring))
            let mine = try await failure { try await here.counsellor.acknowledge(student, own.note.note) }
            #expect(mine?.message.contains("not signed by the school") == true)
            #expect(try await here.counsellor.acknowledge(student, taken.receipt).state == .acknowledged)
            let twice = try await failure { try await here.counsellor.acknowledge(student, taken.receipt) }
            #expect(twice?.status == .failedPrecondition)
        }
    }

    @Test("A school is known by its card, and the card by its fingerprint")
    func cards() async throws {
        try await RecordsOffice.open { here in
            try await RecordsOffice.open(seed: 78, origin: "other.example/xinyu") { there in
                let card = try await there.registrar.card(there.school)
                #expect(card.school.fingerprint.split(separator: " ").count == 8)
                #expect(try await there.counsellor.card(there.school).school.fingerprint == card.school.fingerprint)
                let student = try await here.enrol()
                let unknown = try await failure { try await here.counsellor.seal(student, to: there.school) }
                #expect(unknown?.message.contains("add it first") == true)
                let misheard = try await failure {
                    try await here.registrar.add(
                        card, to: here.school, fingerprint: card.school.fingerprint.replacing("0", with: "1") + "2")
                }
                #expect(misheard?.details.fieldViolations.map(\.field) == ["fingerprint"])
                var changed = card
                changed.card = card.card.replacing("name 求真", with: "name 求假")
                let forged = try await failure { [changed] in try await here.registrar.add(changed, to: here.school) }
                #expect(forged?.message.contains("signature is false") == true)
                #expect(
                    try await failure { try await here.counsellor.add(card, to: here.school) }?.status
                        == .permissionDenied)
                try await here.registrar.add(card, to: here.school)
                let parcel = try await here.counsellor.seal(student, to: there.school).1
                let stranger = try await failure {
                    try await there.counsellor.receive(parcel, in: there.school, there.schoolClass)
                }
                #expect(stranger?.message.contains("add it first") == true)
            }
        }
    }

    @Test("One way at a time; a withdrawn parcel's receipt is not taken")
    func withdrawn() async throws {
        try await apart { here, there in
            let student = try await here.enrol()
            let parcel = try await here.counsellor.seal(student, to: there.school).1
            let second = try await failure { try await here.counsellor.seal(student, to: there.school) }
            #expect(second?.status == .alreadyExists)
            _ = try await here.counsellor.transfers.withdrawTransfer(
                .with { $0.studentID = student.description }, here.counsellor.meta)
            let receipt = try await there.counsellor.receive(parcel, in: there.school, there.schoolClass).receipt
            let late = try await failure { try await here.counsellor.acknowledge(student, receipt) }
            #expect(late?.status == .failedPrecondition)
            try await here.counsellor.observe(student)
            #expect(
                try await failure { try await here.registrar.seal(student, to: there.school) }?.status
                    == .permissionDenied)
        }
    }
}
