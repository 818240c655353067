import Foundation
import JSONRPC
import SwiftProtobuf
import TestSupport
import XinyuAPI

/// A school of the same installation to which students go.
struct OtherSchool: Sendable {
    let id: String
    let schoolClass: String
    let counsellor: Person
}

/// A student goes to another school, and the archive with them.
struct Move: Sendable {
    /// What the other school has signed, and who the student is there.
    struct Arrival: Sendable {
        let move: Move
        let student: String
        let receipt: String
    }

    private static let piece = 256 << 10

    let student: String
    let sender: Person
    let other: OtherSchool
    let clock: ManualClock

    private struct Sealed {
        let id: String
        let bytes: [UInt8]
    }

    /// Seals and receives. A parcel is not kept: if the power fails before it is whole, another takes its place.
    func handOver() async throws -> Arrival {
        for _ in 0..<8 {
            do {
                if let parcel = try await seal() { return try await receive(parcel) }
            } catch let error as RPCError where error.status == .unavailable {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        throw YearFailure("no parcel becomes whole")
    }

    private func seal() async throws -> Sealed? {
        let service = ArchiveTransferServiceClient(sender)
        var (id, bytes, size): (String, [UInt8], UInt32) = ("", [], 0)
        do {
            let pieces = service.sealTransfer(
                .with {
                    $0.studentID = student
                    $0.partnerID = other.id
                })
            for try await piece in pieces {
                if piece.hasTransfer { (id, size) = (piece.transfer.id, piece.byteCount) }
                bytes += piece.data
            }
        } catch let error as RPCError where error.status == .alreadyExists {
            _ = try await service.withdrawTransfer(.with { $0.studentID = student })
            // The next is the newest.
            clock.advance(by: .seconds(1))
            return nil
        }
        return bytes.isEmpty || bytes.count != Int(size) ? nil : Sealed(id: id, bytes: bytes)
    }

    private func receive(_ parcel: Sealed) async throws -> Arrival {
        let service = ArchiveTransferServiceClient(other.counsellor)
        var position = 0
        while position < parcel.bytes.count {
            let start = position
            let answer = try await service.appendParcel(
                .with {
                    $0.schoolID = other.id
                    $0.uploadID = parcel.id
                    $0.position = UInt32(start)
                    $0.data = Data(parcel.bytes[start..<min(start + Self.piece, parcel.bytes.count)])
                })
            position = Int(answer.received)
        }
        let answer = try await service.receiveTransfer(
            .with {
                $0.schoolID = other.id
                $0.uploadID = parcel.id
                $0.classID = other.schoolClass
            })
        return Arrival(move: self, student: answer.studentID, receipt: answer.receipt)
    }

    /// Whether what changes something of the student is refused at the school that the archive has left.
    func isClosed() async throws -> Bool {
        let refusals = [
            await Self.isRefused {
                _ = try await ArchiveServiceClient(sender).recordObservation(
                    .with {
                        $0.studentID = student
                        $0.text = "来校取走物品"
                    })
            },
            await Self.isRefused {
                _ = try await CareServiceClient(sender).proposeCare(
                    .with {
                        $0.studentID = student
                        $0.level = .watch
                        $0.reason = "转学后复核"
                    })
            },
            await Self.isRefused {
                _ = try await PlanServiceClient(sender).createPlan(.with { $0.studentID = student })
            },
        ]
        return refusals.allSatisfy(\.self)
    }

    private static func isRefused(_ call: () async throws -> Void) async -> Bool {
        do {
            try await call()
            return false
        } catch let error as RPCError {
            return error.status == .failedPrecondition
        } catch {
            return false
        }
    }
}

extension Move.Arrival {
    /// From now on the archive is read at the school that it has left, and changed at the other only.
    func settle() async throws {
        _ = try await ArchiveTransferServiceClient(move.sender).acknowledgeTransfer(
            .with {
                $0.studentID = move.student
                $0.receipt = receipt
            })
        guard try await move.isClosed() else { throw YearFailure("an archive that has gone can be changed") }
        _ = try await ArchiveServiceClient(move.sender).getTimeline(.with { $0.studentID = move.student })
        _ = try await ArchiveTransferServiceClient(move.other.counsellor).listReceivedRecords(
            .with { $0.studentID = student })
        _ = try await ArchiveServiceClient(move.other.counsellor).recordObservation(
            .with {
                $0.studentID = student
                $0.text = "初到新校，与同学渐熟"
                $0.signs = [.mood]
            })
    }
}
