internal import SwiftProtobuf
internal import SwiftProtobufPluginLibrary

/// Reads one method's rule, and says everything that is wrong with it.
struct MethodReader {
    /// A day: what is longer belongs into a job that is asked for again.
    static let longestDeadline: UInt32 = 86_400_000
    /// The daemon reads no line that is longer (1 MiB), so a greater limit would promise what cannot be.
    static let greatestRequestLimit: UInt32 = 1 << 20

    let vocabulary: RuleVocabulary
    let sensitivities: SensitivityMap
    /// Names of the files that are generated now.
    let ownFiles: Set<String>

    /// Nothing if there are faults.
    func read(_ method: MethodDescriptor, faults: inout [Refusal]) -> Method? {
        let countBefore = faults.count
        func refuse(_ text: String) { faults.append(Refusal(method, "\(method.service.name).\(method.name): \(text)")) }

        let written = method.options.APIrule
        guard method.options.hasAPIrule else {
            refuse("no rule; write option (xinyu.v1.rule) = {permission: … audit: … execution: … scope: …}")
            return nil
        }
        let permission = RuleVocabulary.word(vocabulary.permissions, written.permission.rawValue)
        let audit = RuleVocabulary.word(vocabulary.audits, written.audit.rawValue)
        let scope = RuleVocabulary.word(vocabulary.scopes, written.scope.kind.rawValue)
        let execution = RuleVocabulary.word(vocabulary.executions, written.execution.rawValue)
            .flatMap { Rule.Execution(rawValue: $0.text) }
        if permission == nil { refuse("no permission; PERMISSION_ANYONE says that it needs no session") }
        if audit == nil { refuse("no audit class; AUDIT_CLASS_NONE says that it opens nothing about anyone") }
        if execution == nil { refuse("no execution") }
        if scope == nil { refuse("no scope; SCOPE_KIND_INSTALLATION says that it is about the whole") }
        guard let permission, let audit, let execution, let scope else { return nil }
        let rule = Rule(
            permission: permission, audit: audit, scope: scope, execution: execution,
            needsPurpose: written.needsPurpose, idempotent: written.idempotent, deadline: written.deadlineMs,
            requestLimit: written.requestLimit, isOpenToFirstPassword: written.openToFirstPassword)
        for text in contradictions(rule, method) + limits(rule) + messageFaults(rule, method) { refuse(text) }
        var scopeField: FieldDescriptor?
        switch self.scopeField(written.scope.field, rule, method) {
        case .success(let field): scopeField = field
        case .failure(let fault): refuse(fault.text)
        }
        guard faults.count == countBefore else { return nil }
        return Method(descriptor: method, rule: rule, scopeField: scopeField)
    }

    /// Rules that cannot both hold.
    private func contradictions(_ rule: Rule, _ method: MethodDescriptor) -> [String] {
        var texts: [String] = []
        let audit = rule.audit.text
        if method.clientStreaming { texts.append("JSON-RPC has no client streams") }
        if method.serverStreaming, rule.execution != .running { texts.append("a stream must be EXECUTION_RUNNING") }
        if method.serverStreaming, rule.idempotent { texts.append("a stream cannot be idempotent: no answer is kept") }
        switch rule.execution {
        case .changing:
            if audit != "change", audit != "security" {
                texts.append("what changes must have audit class CHANGE or SECURITY")
            }
        case .reading:
            if audit == "change" { texts.append("a method of audit class CHANGE cannot be EXECUTION_READING") }
        case .immediate:
            if audit != "none" { texts.append("EXECUTION_IMMEDIATE cannot write a record: audit class must be NONE") }
        case .running: break
        }
        if rule.idempotent, rule.execution != .changing, rule.execution != .running {
            texts.append("only what changes can be idempotent")
        }
        if rule.needsPurpose, audit == "none" { texts.append("a purpose is asked for and audit class NONE forgets it") }
        return texts
    }

    private func limits(_ rule: Rule) -> [String] {
        var texts: [String] = []
        if rule.deadline > Self.longestDeadline { texts.append("deadline_ms is over a day") }
        if rule.requestLimit > Self.greatestRequestLimit { texts.append("request_limit is over the daemon's 1 MiB") }
        return texts
    }

    /// What is wrong with the request's or the response's messages.
    private func messageFaults(_ rule: Rule, _ method: MethodDescriptor) -> [String] {
        var texts: [String] = []
        for message in [method.inputType, method.outputType].compactMap({ $0 }) {
            if !ownFiles.contains(message.file.name) {
                texts.append("\(message.fullName) is not of this contract; write a message for the method")
            }
            if SensitivityMap.reached(from: message).contains(where: { $0.wellKnownType == .any }) {
                texts.append("\(message.name) holds google.protobuf.Any, in which nobody can see what is sensitive")
            }
        }
        guard let response = method.outputType, sensitivities.highest(response) > SensitivityMap.lowest else {
            return texts
        }
        if rule.audit.text == "none" { texts.append("\(response.name) holds sensitive fields and audit class is NONE") }
        let incomplete = response.fields.first { $0.name == "incomplete" }
        let canSay = incomplete.map {
            $0.isRepeated && $0.type == .string && SensitivityMap.own($0) == SensitivityMap.lowest
        }
        if canSay != true {
            texts.append("\(response.name) holds sensitive fields and no public `repeated string incomplete`")
        }
        return texts
    }

    private struct ScopeFault: Error {
        let text: String
    }

    private func scopeField(
        _ name: String, _ rule: Rule, _ method: MethodDescriptor
    ) -> Result<FieldDescriptor?, ScopeFault> {
        if ["installation", "self"].contains(rule.scope.text) {
            guard name.isEmpty else { return .failure(ScopeFault(text: "scope \(rule.scope.text) takes no field")) }
            return .success(nil)
        }
        guard !name.isEmpty else { return .failure(ScopeFault(text: "scope \(rule.scope.text) names no field")) }
        guard let field = method.inputType.fields.first(where: { $0.name == name }) else {
            return .failure(ScopeFault(text: "scope field \(name) is not in \(method.inputType.name)"))
        }
        guard field.type == .string, !field.isRepeated else {
            return .failure(ScopeFault(text: "scope field \(name) must be one string"))
        }
        return .success(field)
    }
}
