internal import Foundation
internal import FoundationEssentials
internal import SwiftProtobufPluginLibrary
internal import Testing

/// Each case is one rule, or one message, put wrong in a contract that is otherwise whole.
@Suite("The generator refuses", .enabled(if: Protoc.isInstalled, "needs protoc (protobuf-compiler)"))
struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var rule = RefusalTests.good
        var signature = "(Ask) returns (Answer)"
        var ask = "string id = 1; repeated string ids = 2; int32 number = 3;"
        var answer = "string text = 1;"
        let says: String
    }

    static let good = [
        "permission": "PERMISSION_UNIT_READ", "audit": "AUDIT_CLASS_ACCESS", "execution": "EXECUTION_READING",
        "scope": #"{kind: SCOPE_KIND_UNIT field: "id"}"#,
    ]

    static func with(_ changes: [String: String?]) -> [String: String] {
        var rule = good
        for (key, value) in changes { rule[key] = value }
        return rule
    }

    static let held = "string text = 1 [(xinyu.v1.sensitivity) = SENSITIVITY_RAW];"

    static let cases: [Case] = [
        Case(testDescription: "no rule", rule: [:], says: "no rule"),
        Case(testDescription: "no permission", rule: with(["permission": nil]), says: "no permission"),
        Case(testDescription: "no audit class", rule: with(["audit": nil]), says: "no audit class"),
        Case(testDescription: "no execution", rule: with(["execution": nil]), says: "no execution"),
        Case(testDescription: "no scope", rule: with(["scope": nil]), says: "no scope"),
        Case(
            testDescription: "unspecified permission", rule: with(["permission": "PERMISSION_UNSPECIFIED"]),
            says: "no permission"),
        Case(
            testDescription: "stream that reads", signature: "(Ask) returns (stream Answer)",
            says: "a stream must be EXECUTION_RUNNING"),
        Case(
            testDescription: "client stream", rule: with(["execution": "EXECUTION_RUNNING"]),
            signature: "(stream Ask) returns (Answer)", says: "no client streams"),
        Case(
            testDescription: "idempotent stream",
            rule: with(["execution": "EXECUTION_RUNNING", "idempotent": "true"]),
            signature: "(Ask) returns (stream Answer)", says: "cannot be idempotent"),
        Case(
            testDescription: "idempotent reading", rule: with(["idempotent": "true"]),
            says: "only what changes can be idempotent"),
        Case(
            testDescription: "scope field that is not there",
            rule: with(["scope": #"{kind: SCOPE_KIND_UNIT field: "unit_id"}"#]), says: "unit_id is not in Ask"),
        Case(
            testDescription: "scope field that is a number",
            rule: with(["scope": #"{kind: SCOPE_KIND_UNIT field: "number"}"#]), says: "number must be one string"),
        Case(
            testDescription: "scope field that is a list",
            rule: with(["scope": #"{kind: SCOPE_KIND_UNIT field: "ids"}"#]), says: "ids must be one string"),
        Case(
            testDescription: "scope without its field", rule: with(["scope": "{kind: SCOPE_KIND_UNIT}"]),
            says: "scope unit names no field"),
        Case(
            testDescription: "scope of the caller with a field",
            rule: with(["scope": #"{kind: SCOPE_KIND_SELF field: "id"}"#]), says: "scope self takes no field"),
        Case(
            testDescription: "change without a record",
            rule: with(["execution": "EXECUTION_CHANGING", "audit": "AUDIT_CLASS_ACCESS"]),
            says: "must have audit class CHANGE or SECURITY"),
        Case(
            testDescription: "change that only reads", rule: with(["audit": "AUDIT_CLASS_CHANGE"]),
            says: "cannot be EXECUTION_READING"),
        Case(
            testDescription: "record from the loop", rule: with(["execution": "EXECUTION_IMMEDIATE"]),
            says: "EXECUTION_IMMEDIATE cannot write a record"),
        Case(
            testDescription: "purpose that is forgotten",
            rule: with(["audit": "AUDIT_CLASS_NONE", "needs_purpose": "true"]), says: "forgets it"),
        Case(
            testDescription: "sensitive answer without a record", rule: with(["audit": "AUDIT_CLASS_NONE"]),
            answer: held + "repeated string incomplete = 2;", says: "sensitive fields and audit class is NONE"),
        Case(
            testDescription: "sensitive answer that cannot say what is left out", answer: held,
            says: "no public `repeated string incomplete`"),
        Case(
            testDescription: "incomplete that is one string", answer: held + "string incomplete = 2;",
            says: "no public `repeated string incomplete`"),
        Case(
            testDescription: "sensitive field deep within",
            answer: "message Inner { \(held) } map<string, Inner> inner = 1;",
            says: "no public `repeated string incomplete`"),
        Case(testDescription: "deadline over a day", rule: with(["deadline_ms": "86400001"]), says: "over a day"),
        Case(
            testDescription: "limit over what is read", rule: with(["request_limit": "1048577"]),
            says: "over the daemon's 1 MiB"),
        Case(
            testDescription: "Any in an answer", answer: "google.protobuf.Any any = 1;",
            says: "holds google.protobuf.Any"),
        Case(
            testDescription: "request of another contract", rule: with(["scope": "{kind: SCOPE_KIND_SELF}"]),
            signature: "(google.protobuf.Empty) returns (Answer)", says: "google.protobuf.Empty is not of this"),
    ]

    static func text(_ example: Case) -> String {
        let rule = example.rule.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: " ")
        let option = example.rule.isEmpty ? "" : "option (xinyu.v1.rule) = {\(rule)};"
        return """
            syntax = "proto3";
            package trial;
            import "google/protobuf/any.proto";
            import "google/protobuf/empty.proto";
            import "xinyu/v1/options.proto";
            service TrialService {
              rpc Go\(example.signature) { \(option) }
            }
            message Ask { \(example.ask) }
            message Answer { \(example.answer) }
            """
    }

    @Test("with the place and the reason", arguments: cases)
    func refused(example: Case) throws {
        let response = try Protoc.generate(text: Self.text(example))
        #expect(response.file.isEmpty)
        #expect(response.error.contains("case.proto:7: TrialService.Go: "))
        #expect(response.error.contains(example.says), "\(response.error)")
    }

    @Test("nothing of the contract that the cases start from")
    func goodContract() throws {
        let response = try Protoc.generate(text: Self.text(Case(testDescription: "good", says: "")))
        #expect(response.error.isEmpty)
        #expect(response.file.map(\.name).contains("TrialService.xinyu.swift"))
    }

    @Test("everything at once, so that one run shows what there is to mend")
    func allFaultsAtOnce() throws {
        let rule = Self.with(["execution": "EXECUTION_CHANGING", "request_limit": "9999999"])
        let response = try Protoc.generate(text: Self.text(Case(testDescription: "two", rule: rule, says: "")))
        #expect(response.error.split(separator: "\n").count == 2)
    }

    @Test("a service in a file that does not know the rules")
    func noVocabulary() throws {
        let text = """
            syntax = "proto3";
            package trial;
            service TrialService { rpc Go(Ask) returns (Ask); }
            message Ask {}
            """
        #expect(try Protoc.generate(text: text).error.contains("case.proto:3: TrialService has no rules"))
    }

    @Test("two services, or two methods, that Swift could not tell apart")
    func doubledNames() throws {
        let rule =
            "option (xinyu.v1.rule) = {permission: PERMISSION_ANYONE audit: AUDIT_CLASS_NONE "
            + "execution: EXECUTION_READING scope: {kind: SCOPE_KIND_SELF}};"
        let text = """
            syntax = "proto3";
            package trial;
            import "xinyu/v1/options.proto";
            service Trial { rpc Go(Ask) returns (Ask) { \(rule) } rpc go(Ask) returns (Ask) { \(rule) } }
            service TrialService { rpc Go(Ask) returns (Ask) { \(rule) } }
            message Ask {}
            """
        let error = try Protoc.generate(text: text).error
        #expect(error.contains("would have one name in Swift: go"))
        #expect(error.contains("two services would be called TrialService"))
    }

    @Test("a parameter that it does not know")
    func unknownParameter() throws {
        let folder = Protoc.package.appendingPathComponent("Tests/XinyuAPITests/Protos")
        let response = try Protoc.generate(["example.proto"], in: folder, parameter: "Speed=high")
        #expect(response.error.contains("parameter Speed is not known"))
    }
}
