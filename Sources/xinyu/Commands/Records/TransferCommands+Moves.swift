internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

extension TransferCommands {
    struct Seal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Make the parcel of an archive for another school", zh: "封装档案，交对方学校"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "Identifier of the receiving school, whose card was added.")
        var partner: String

        @Argument(help: "The file to make.")
        var file: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let stream = ArchiveTransferServiceClient(client).sealTransfer(
                    APISealTransferRequest.with {
                        $0.studentID = student
                        $0.partnerID = partner
                    }, try door.meta())
                var head = APIParcelPiece()
                try await PrivateFile.made(at: file) { target in
                    for try await piece in stream {
                        if piece.hasTransfer { head = piece }
                        try target.write(piece.data)
                    }
                }
                head.data = Data()
                if door.json { return try Output.message(head) }
                Output.line(
                    Language.current.text(
                        en: "parcel \(head.transfer.id): \(head.recordCount) records for \(head.transfer.partnerName)",
                        zh: "包裹 \(head.transfer.id)：\(head.recordCount) 条记录，收件学校 \(head.transfer.partnerName)"))
                for part in head.withheld { Output.note(Words.withheld(part.part, Int(part.count))) }
            }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The student stays, or the parcel was lost", zh: "撤回转接"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ArchiveTransferServiceClient(client).withdrawTransfer(
                    APIWithdrawTransferRequest.with { $0.studentID = student }, door.meta())
                if door.json { try Output.message(response) } else { Self.show(response.transfer) }
                Output.incomplete(response.incomplete)
            }
        }

        static func show(_ transfer: APITransfer) {
            Output.line("\(transfer.id)  \(Words.transferState(transfer.state))  \(transfer.goesOn)")
        }
    }

    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Take the other school's receipt: the archive here becomes read-only", zh: "登记对方回执，本校档案转为只读"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "The receipt.", completion: .file())
        var file: String

        @OptionGroup var door: Door

        func run() async throws {
            let receipt = try PrivateFile.readText(file)
            try await door.open { client in
                let response = try await ArchiveTransferServiceClient(client).acknowledgeTransfer(
                    APIAcknowledgeTransferRequest.with {
                        $0.studentID = student
                        $0.receipt = receipt
                    }, door.meta())
                if door.json { try Output.message(response) } else { Withdraw.show(response.transfer) }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Receive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Take in a parcel, and write the receipt for it", zh: "接收档案包裹并出具回执"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @Argument(help: "The parcel.", completion: .file())
        var file: String

        @Argument(help: "The receipt to make.")
        var receipt: String

        @Option(name: .customLong("class"), help: "Class for a student who is not at the school yet.")
        var schoolClass = ""

        @Option(help: "Student number here; that of the former school if left out.")
        var number = ""

        @OptionGroup var door: Door

        func run() async throws {
            let parcel = try PrivateFile.read(file)
            let upload = (0..<16).map { _ in String(format: "%02x", UInt8.random(in: .min ... .max)) }.joined()
            try await door.open { client in
                let transfers = ArchiveTransferServiceClient(client)
                var position = 0
                while position < parcel.count {
                    let end = min(position + 512 * 1_024, parcel.count)
                    let piece = Data(parcel[position..<end])
                    position = Int(
                        try await transfers.appendParcel(
                            APIAppendParcelRequest.with {
                                $0.schoolID = school
                                $0.uploadID = upload
                                $0.position = UInt32(position)
                                $0.data = piece
                            }, door.meta()
                        ).received)
                }
                let response = try await transfers.receiveTransfer(
                    APIReceiveTransferRequest.with {
                        $0.schoolID = school
                        $0.uploadID = upload
                        $0.classID = schoolClass
                        $0.number = number
                    }, door.meta())
                let target = try PrivateFile(making: receipt)
                try target.write(response.receipt)
                try target.close()
                if door.json { return try Output.message(response) }
                let how =
                    response.isEnrolled
                    ? Language.current.text(en: "enrolled", zh: "新建学籍")
                    : Language.current.text(en: "found by the national id", zh: "按身份证号匹配")
                Output.line(
                    Language.current.text(
                        en: "student \(response.studentID) (\(how)): \(response.recordCount) records received",
                        zh: "学生 \(response.studentID)（\(how)）：收到 \(response.recordCount) 条记录"))
            }
        }
    }

    struct Received: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "What other schools have handed over of a student", zh: "查看转入档案"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ArchiveTransferServiceClient(client).listReceivedRecords(
                    APIListReceivedRecordsRequest.with { $0.studentID = student }, door.meta())
                if door.json { return try Output.message(response) }
                for parcel in response.parcels {
                    Output.note("\(parcel.partnerName)  \(Words.moment(parcel.receivedAt))  \(parcel.id)")
                }
                for record in response.records {
                    Output.line(ArchiveText.record(json: record.content))
                }
                Output.incomplete(response.incomplete)
            }
        }
    }
}
