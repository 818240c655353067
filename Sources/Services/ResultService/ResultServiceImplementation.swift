public import Domain
internal import Instruments
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// What instruments made of the answers.
public struct ResultServiceImplementation: ResultService {
    let shelf: InstrumentShelf
    let validity: ValidityRules

    public init(shelf: InstrumentShelf, validity: ValidityRules) {
        self.shelf = shelf
        self.validity = validity
    }

    public func getResult(_ request: APIGetResultRequest, _ call: ReadingCall) throws -> APIGetResultResponse {
        guard let sheet = try call.transaction.sheet(Identifier(request.sheetID, field: "sheetId")),
            let result = try call.transaction.result(ofSheet: sheet.id, school: sheet.school)
        else { throw RPCError.notFound() }
        let message = try message(result, call)
        call.count(.results, 1)
        return .with {
            $0.result = message
            $0.caution = Caution.screening
        }
    }

    public func listResults(_ request: APIListResultsRequest, _ call: ReadingCall) throws -> APIListResultsResponse {
        let results = try call.transaction.results(ofStudent: Identifier(request.studentID, field: "studentId"))
        let messages = try results.map { try message($0, call) }
        call.count(.results, messages.count)
        return .with {
            $0.results = messages
            $0.caution = Caution.screening
        }
    }

    private func message(_ result: ResultRecord, _ call: ReadingCall) throws -> APIInstrumentResult {
        let instrument = shelf.instrument(result.instrument)
        // Scores lie above it, so the work of making them would be for nothing.
        guard call.context.ceiling >= .clinical else { return APIInstrumentResult(outline: result) }
        var message = try APIInstrumentResult(result, instrument)
        if let comparison = result.norms.flatMap({ NormComparison(bytes: $0) }) {
            let file = try comparison.reference.flatMap { try shelf.norms.file($0, call.transaction) }
            message.norms = APINormComparison(comparison, file?.tables)
        }
        if let instrument, let score = InstrumentScore(bytes: result.score),
            let answers = try call.transaction.answers(ofSheet: result.sheet)
        {
            message.tell(validity.findings(about: ValidityEvidence(answers, instrument.manifest, score)))
        }
        return message
    }
}
