internal import Domain
internal import Foundation
internal import FoundationEssentials
internal import Testing
internal import XinyuAPI

@Suite("The contract as a whole")
struct ContractTests {
    private let document: [String: Any]

    init() throws {
        let text = Data(XinyuAPI.Contract.openRPC.utf8)
        document = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
    }

    @Test("names every method once, as package.Service/Method")
    func namesAreUnique() {
        let names = XinyuAPI.Contract.methods.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names {
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            #expect(parts.count == 2)
            #expect(name.hasPrefix("xinyu.v1.") || name.hasPrefix("grpc.health.v1."))
        }
        #expect(names.contains("xinyu.v1.UnitService/GetUnit"))
        #expect(names.contains("grpc.health.v1.Health/Check"))
    }

    @Test("keeps a record of whatever changes")
    func changesAreRecorded() {
        for method in XinyuAPI.Contract.methods where method.execution == .changing {
            #expect(method.audit == .change || method.audit == .security, "\(method.name)")
        }
    }

    @Test("runs a stream as EXECUTION_RUNNING")
    func streamsRun() {
        for method in XinyuAPI.Contract.methods where method.isServerStreaming {
            #expect(method.execution == .running, "\(method.name)")
        }
    }

    @Test("lets only login, attaching and health through without a session")
    func onlyTheseNeedNoSession() {
        let open = XinyuAPI.Contract.methods.filter { $0.permission == .anyone }.map(\.name)
        #expect(
            Set(open) == [
                "xinyu.v1.SessionService/Login", "xinyu.v1.SessionService/LoginWithCode",
                "xinyu.v1.SessionService/Attach", "xinyu.v1.ServerService/GetLevelProfile",
                "grpc.health.v1.Health/Check", "grpc.health.v1.Health/Watch",
            ])
    }

    @Test("carries deadlines and limits as the proto file writes them")
    func ruleNumbers() {
        #expect(RosterServiceMethods.runRosterImport.deadline == .seconds(600))
        #expect(SheetServiceMethods.submitSheet.requestLimit == 65_536)
        #expect(SheetServiceMethods.submitSheet.idempotent)
        #expect(SheetServiceMethods.getAnswers.needsPurpose)
        #expect(UnitServiceMethods.getUnit.deadline == nil)
        #expect(UnitServiceMethods.getUnit.requestLimit == nil)
    }

    @Test("is an OpenRPC document on one line, with every method and its rules")
    func documentHasEveryMethod() throws {
        #expect(!XinyuAPI.Contract.openRPC.contains("\n"))
        #expect(document["openrpc"] as? String == "1.3.2")
        let methods = try #require(document["methods"] as? [[String: Any]])
        #expect(methods.map { $0["name"] as? String } == XinyuAPI.Contract.methods.map(\.name))
        for (method, descriptor) in zip(methods, XinyuAPI.Contract.methods) {
            #expect(method["x-permission"] as? String == descriptor.permission.rawValue)
            #expect(method["x-audit"] as? String == descriptor.audit.rawValue)
            #expect(method["x-execution"] as? String == descriptor.execution.rawValue)
            #expect(method["x-idempotent"] as? Bool == descriptor.idempotent)
            #expect(method["x-purpose"] as? Bool == descriptor.needsPurpose)
            let scope = method["x-scope"] as? [String: Any]
            #expect(scope?["kind"] as? String == descriptor.scope.rawValue)
            #expect(method["paramStructure"] as? String == "by-name")
            #expect(method["params"] is [Any])
            #expect((method["errors"] as? [Any])?.isEmpty == false)
            #expect((method["x-stream"] != nil) == descriptor.isServerStreaming)
        }
    }

    @Test("points to no schema or error that is not there")
    func referencesResolve() throws {
        let components = try #require(document["components"] as? [String: [String: Any]])
        var count = 0
        func check(_ value: Any) {
            if let object = value as? [String: Any] {
                if let reference = object["$ref"] as? String {
                    let parts = reference.split(separator: "/").map(String.init)
                    #expect(parts.count == 4 && parts[0] == "#" && parts[1] == "components")
                    #expect(components[parts[2]]?[parts[3]] != nil, "\(reference)")
                    count += 1
                }
                for inner in object.values { check(inner) }
            } else if let list = value as? [Any] {
                for inner in list { check(inner) }
            }
        }
        check(document)
        #expect(count > 100)
    }

    @Test("says of a field what it is, by the JSON mapping of proto3")
    func schemasFollowTheMapping() throws {
        let components = try #require(document["components"] as? [String: [String: Any]])
        func property(_ message: String, _ name: String) throws -> [String: Any] {
            let schema = try #require(components["schemas"]?["xinyu.v1." + message] as? [String: Any])
            return try #require((schema["properties"] as? [String: Any])?[name] as? [String: Any])
        }
        #expect(try property("AuditEntry", "at")["format"] as? String == "date-time")
        #expect(try property("AuditEntry", "index")["pattern"] as? String == "^[0-9]+$")
        #expect(try property("AppendRosterImportRequest", "data")["contentEncoding"] as? String == "base64")
        #expect(try property("TimelineEntry", "summary")["x-sensitivity"] as? String == "clinical")
        let counts = try property("AuditEntry", "counts")
        #expect((counts["additionalProperties"] as? [String: Any])?["type"] as? String == "string")
        let role = try #require(components["schemas"]?["xinyu.v1.Role"] as? [String: Any])
        #expect((role["enum"] as? [String])?.contains("ROLE_COUNSELLOR") == true)
    }

    @Test("carries the descriptor set of all files, which names each method")
    func descriptorSetIsWhole() throws {
        let bytes = try #require(Data(base64Encoded: XinyuAPI.Contract.descriptorSet))
        for method in XinyuAPI.Contract.methods {
            let name = try #require(method.name.split(separator: "/").last)
            #expect(bytes.range(of: Data(name.utf8)) != nil, "\(name)")
        }
        #expect(bytes.range(of: Data("google/protobuf/timestamp.proto".utf8)) != nil)
    }
}
