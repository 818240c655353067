internal import Domain
internal import FoundationEssentials
internal import Instruments
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// Tables of norms, and what results were compared with.
public struct NormServiceImplementation: NormService {
    let shelf: InstrumentShelf

    public init(shelf: InstrumentShelf) {
        self.shelf = shelf
    }

    public func listNorms(_ request: APIListNormsRequest, _ call: ReadingCall) throws -> APIListNormsResponse {
        let instrument = request.instrumentID.isEmpty ? nil : request.instrumentID
        let messages = try call.transaction.allNorms(ofInstrument: instrument)
            .map { try message($0, call.transaction) }
        return .with { $0.norms = messages }
    }

    public func getNorms(_ request: APIGetNormsRequest, _ call: ReadingCall) throws -> APIGetNormsResponse {
        let id = try Self.named(request.normID)
        let found =
            request.version.isEmpty
            ? try call.transaction.activeNorms(id) : try call.transaction.norms(id, version: request.version)
        guard let norms = found, let file = try call.transaction.normFile(id, version: norms.version) else {
            throw RPCError.notFound()
        }
        let message = try message(norms, call.transaction)
        return .with {
            $0.norms = message
            $0.file = Data(file.bytes)
            $0.signature = file.signature
        }
    }

    public func installNorms(
        _ request: APIInstallNormsRequest, _ call: RunningCall
    ) async throws -> APIInstallNormsResponse {
        let signed = SignedNormFile(bytes: Array(request.file), signature: request.signature)
        if let trouble = shelf.norms.signatureTrouble(with: signed.bytes, signature: signed.signature) {
            return .with {
                $0.findings = [
                    APINormFinding(isError: true, NormFinding("signature", trouble, zh: "签名不能通过验证：\(trouble)"))
                ]
            }
        }
        let file: NormFile
        do throws(NormError) {
            file = try NormFile(signed.bytes)
        } catch {
            return .with { $0.findings = error.findings.map { APINormFinding(isError: true, $0) } }
        }
        let errors = try await call.read { try self.findings(about: file.tables, $0.transaction) }
        guard errors.isEmpty else { return .with { $0.findings = errors.map { APINormFinding(isError: true, $0) } } }
        let message = try await call.write { try self.take(file, signed, $0) }
        return .with {
            $0.norms = message
            $0.findings = file.tables.gaps.map { APINormFinding(isError: false, $0) }
        }
    }

    public func activateNorms(
        _ request: APIActivateNormsRequest, _ call: ChangingCall
    ) throws -> APIActivateNormsResponse {
        var norms = try norms(request.normID, request.version, call.transaction)
        let state = try norms.state.applying(.activate)
        if let trouble = try shelf.norms.trouble(with: norms.reference, call.transaction) {
            throw RPCError.failedPrecondition("these norms cannot be used: \(trouble)")
        }
        if var former = try call.transaction.activeNorms(ofInstrument: norms.instrumentID) {
            former.state = try former.state.applying(.retire)
            try call.transaction.update(former)
        }
        norms.state = state
        let message = try store(norms, call)
        return .with { $0.norms = message }
    }

    public func retireNorms(_ request: APIRetireNormsRequest, _ call: ChangingCall) throws -> APIRetireNormsResponse {
        var norms = try norms(request.normID, request.version, call.transaction)
        norms.state = try norms.state.applying(.retire)
        let message = try store(norms, call)
        return .with { $0.norms = message }
    }

    public func recomputeNorms(
        _ request: APIRecomputeNormsRequest, _ call: ReadingCall
    ) throws -> APIRecomputeNormsResponse {
        guard let sheet = try call.transaction.sheet(Identifier(request.sheetID, field: "sheetId")),
            let result = try call.transaction.result(ofSheet: sheet.id, school: sheet.school)
        else { throw RPCError.notFound() }
        call.count(.results, 1)
        return try recompute(result, call)
    }
}

extension NormServiceImplementation {
    private func recompute(_ result: ResultRecord, _ call: ReadingCall) throws -> APIRecomputeNormsResponse {
        guard let bytes = result.norms else {
            return .with { $0.trouble = "this result is from before results were compared with norms" }
        }
        guard let kept = NormComparison(bytes: bytes), let score = InstrumentScore(bytes: result.score),
            let instrument = result.instrument.reference
        else { throw StoreError.fieldsDamaged }
        let file = try kept.reference.flatMap { try shelf.norms.file($0, call.transaction) }
        var response = APIRecomputeNormsResponse()
        response.kept = APINormComparison(kept, file?.tables)
        if let reference = kept.reference, file == nil {
            let trouble = try shelf.norms.trouble(with: reference, call.transaction)
            response.trouble = "norms \(reference.id) \(reference.version): \(trouble ?? "")"
            return response
        }
        response.isSame = NormComparison(score, of: instrument, in: kept.context, with: file).bytes == bytes
        return response
    }

    /// What is wrong with norms for the instruments that are here.
    private func findings(about norms: NormTables, _ transaction: ReadTransaction) throws -> [NormFinding] {
        let manifests = try norms.instrumentVersions.compactMap { version in
            try transaction.instrument(norms.instrument, version: version).flatMap { record in
                shelf.instrument(
                    InstrumentPin(instrumentID: record.id, version: record.version, hash: record.hash))?.manifest
            }
        }
        guard !manifests.isEmpty else {
            return [
                NormFinding(
                    "$.instrument",
                    "\(norms.instrument) is not installed in any of these versions; install the instrument first",
                    zh: "\(norms.instrument) 的这些版本均未安装；请先安装测评工具")
            ]
        }
        return manifests.flatMap { norms.findings(for: $0) }
    }

    /// Enters a file that was checked. The same again is what is there.
    func take(_ file: NormFile, _ signed: SignedNormFile, _ call: ChangingCall) throws -> APINorms {
        let reference = file.reference
        if let norms = try call.transaction.norms(reference.id, version: reference.version) {
            guard norms.hash == reference.hash else {
                throw RPCError.alreadyExists(
                    "\(reference.id) \(reference.version) is installed with other content; give the new one another number"
                )
            }
            return try message(norms, call.transaction)
        }
        let norms = NormRecord(
            id: reference.id, version: reference.version, instrumentID: file.tables.instrument, hash: reference.hash,
            installedBy: call.context.accountID, installedAt: call.context.now)
        try call.transaction.insert(norms, signed)
        call.count(.norms, 1)
        return try message(norms, call.transaction)
    }

    private func store(_ norms: NormRecord, _ call: ChangingCall) throws -> APINorms {
        try call.transaction.update(norms)
        call.count(.norms, 1)
        return try message(norms, call.transaction)
    }

    private func norms(_ id: String, _ version: String, _ transaction: ReadTransaction) throws -> NormRecord {
        guard let found = try transaction.norms(Self.named(id), version: version) else { throw RPCError.notFound() }
        return found
    }

    private static func named(_ id: String) throws(RPCError) -> String {
        guard !id.isEmpty else { throw .invalidArgument(field: "normId", description: "must name the norms") }
        return id
    }

    private func message(_ norms: NormRecord, _ transaction: ReadTransaction) throws -> APINorms {
        let tables = try shelf.norms.file(norms.reference, transaction)?.tables
        let trouble = try tables == nil ? shelf.norms.trouble(with: norms.reference, transaction) : nil
        return APINorms(norms, tables, trouble: trouble)
    }
}
