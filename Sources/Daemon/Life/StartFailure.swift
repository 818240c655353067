public import AuditLog
public import EventLoop
internal import Foundation
public import Store
public import Vault

/// Why the daemon does not start, in one line, and the exit code that tells a service manager.
public struct StartFailure: Error, Sendable {
    public enum Reason: Error, Sendable {
        case configuration(ConfigurationError)
        case rules(RulesError)
        /// `xinyu init` has not been run.
        case noInstallation(folder: String)
        /// `xinyu init` did not come to its end.
        case installationIncomplete
        case rootKey(KeyFileError)
        case vault(VaultError)
        case store(StoreError)
        case log(AuditLogError)
        case socket(EventLoopError)
        /// The helper that scores is not there.
        case scorerMissing(path: String)
        case other(String)
    }

    public let reason: Reason

    public init(_ reason: Reason) { self.reason = reason }

    /// Sorts an error of one of the parts in.
    public init(_ error: any Error) {
        reason =
            switch error {
            case let failure as StartFailure: failure.reason
            case let reason as Reason: reason
            case let error as ConfigurationError: .configuration(error)
            case let error as RulesError: .rules(error)
            case let error as KeyFileError: .rootKey(error)
            case let error as VaultError: .vault(error)
            case let error as StoreError: .store(error)
            case let error as AuditLogError: .log(error)
            case let error as EventLoopError: .socket(error)
            default: .other("\(error)")
            }
    }

    /// As `sysexits.h` has them: 78 configuration, 77 the root key, 75 in use by another process, 74 the database or a
    /// folder, 73 the socket, 65 the access log does not fit what was signed.
    public var exitCode: Int32 {
        switch reason {
        case .configuration, .rules, .noInstallation, .scorerMissing: 78
        case .rootKey, .vault: 77
        case .store(.inUse), .socket(.alreadyServed): 75
        case .store, .installationIncomplete: 74
        case .socket: 73
        case .log(.folder), .log(.store), .log(.badOrigin): 74
        case .log: 65
        case .other: 70
        }
    }
}

extension StartFailure: CustomStringConvertible {
    public var description: String {
        switch reason {
        case .configuration(let error): error.description
        case .rules(let error): error.description
        case .noInstallation(let folder): "there is no installation in \(folder): make one with xinyu init"
        case .installationIncomplete: "the installation was not finished: remove its folders and run xinyu init again"
        case .rootKey(let error): error.description
        case .vault(let error): error.description
        case .store(let error): error.description
        case .log(let error): "access log: \(error.description)"
        case .socket(let error): error.explanation
        case .scorerMissing(let path): "\(path) is not there or not executable: set scorer in the configuration"
        case .other(let text): text
        }
    }
}

extension EventLoopError {
    fileprivate var explanation: String {
        switch self {
        case .system(let step, let name):
            "the socket cannot be made (\(step): \(name)): check the folder's owner and mode"
        case .pathTooLong(let path, let limit):
            "the socket's path \(path) is longer than \(limit) bytes: give a shorter one"
        case .alreadyServed(let path): "another process answers at \(path): stop it first"
        case .notASocket(let path): "\(path) is in the way and no socket: remove it, or give another path"
        case .badActivation(let variable): "what the service manager handed over makes no sense (\(variable))"
        case .loopStopped: "the event loop has been told to stop"
        }
    }
}
