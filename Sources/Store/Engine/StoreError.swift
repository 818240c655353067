public import Domain
public import Vault

/// Why something could not be stored or read. No case holds a value of a row.
public enum StoreError: Error, Sendable, Equatable {
    // MARK: Opening

    /// The folder, or a file in it, could not be used; the step, and the system's words.
    case folder(step: String, reason: String)
    /// Another process has this folder open.
    case inUse(processID: Int32?)
    /// The file is not a database.
    case notADatabase(file: String)
    /// The file is the database of another application, or of another part of this one.
    case otherApplication(file: String)
    /// A newer Xinyu has written this database.
    case newerSchema(file: String, version: Int, known: Int)
    /// The migrations do not follow each other; the number that was expected.
    case migrationMissing(Int)
    /// SQLite did not take a setting that safety depends on.
    case settingRefused(String)

    // MARK: Working

    /// The disk, or the space that the database may take, is full. Nothing of the batch was stored.
    case full
    /// Reading or writing failed; SQLite's extended code. Nothing of the batch was stored.
    case inputOutput(code: Int32)
    /// The database is damaged; what is wrong.
    case damaged(String)
    /// Another process holds the database locked.
    case busy
    /// The memory was not enough.
    case outOfMemory
    /// A row goes against a rule of the schema: which rule, and the table and columns, as `accounts.login_index`.
    case constraint(ConstraintKind, String)
    /// The statement is wrong; SQLite's code and words.
    case statement(code: Int32, message: String)
    /// Only SELECT, WITH, VALUES, INSERT, UPDATE and DELETE go through a transaction, and only SELECT through a
    /// reading one.
    case statementRefused
    /// The statement takes another number of arguments.
    case argumentCount(wanted: Int, given: Int)
    /// A column holds something else than was asked for; its index.
    case unexpectedValue(column: Int)
    /// A transaction was used after its closure had returned.
    case transactionOver
    /// More writes or reads wait than the configuration allows. Try again later.
    case overloaded
    /// The store is closed.
    case closed

    // MARK: Sealing

    /// The keys of this owner have been destroyed, and with them all that was sealed with them.
    case ownerErased(Identifier)
    /// There is no key to open what was sealed for this owner under this term.
    case ownerKeyMissing(owner: Identifier, term: UInt32)
    /// Something of this owner is still sealed with a key that was to be dropped.
    case stillSealed(Identifier)
    /// A sealed value or key could not be opened or made.
    case vault(VaultError)
    /// The fields of a sealed value do not read as such.
    case fieldsDamaged
}

/// The kinds of rules that a schema puts on rows.
public enum ConstraintKind: String, Sendable, Equatable {
    case unique, foreignKey, notNull, check, type, other
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .folder(let step, let reason): "the data folder cannot be used (\(step): \(reason)): check owner and modes"
        case .inUse(let process?): "the data folder is in use by process \(process): stop it first"
        case .inUse(nil): "the data folder is in use by another process: stop it first"
        case .notADatabase(let file): "\(file) is not a database: give another folder, or restore a backup"
        case .otherApplication(let file): "\(file) is the database of another application: give another folder"
        case .newerSchema(let file, let version, let known):
            "\(file) has schema version \(version), this program knows up to \(known): install a newer program"
        case .migrationMissing(let number): "schema migration \(number) is missing: this program is built wrongly"
        case .settingRefused(let setting): "SQLite did not take the setting \(setting): another build of it is needed"
        case .full: "the disk is full, nothing was stored: make room, then try again"
        case .inputOutput(let code): "reading or writing failed (SQLite \(code)), nothing was stored: check the disk"
        case .damaged(let what): "the database is damaged (\(what)): restore a backup"
        case .busy: "another process holds the database locked: stop it, then try again"
        case .outOfMemory: "there is not enough memory"
        case .constraint(let kind, let place): "a rule of the schema is broken (\(kind.rawValue): \(place))"
        case .statement(let code, let message): "a statement is wrong (SQLite \(code): \(message))"
        case .statementRefused: "this kind of statement does not go through this transaction"
        case .argumentCount(let wanted, let given): "the statement takes \(wanted) arguments, not \(given)"
        case .unexpectedValue(let column): "column \(column) holds something else than was asked for"
        case .transactionOver: "a transaction was used after its closure had returned"
        case .overloaded: "too much is waiting for the database: try again later"
        case .closed: "the store is closed"
        case .ownerErased: "what belongs to this owner has been erased"
        case .ownerKeyMissing(let owner, let term):
            "the key of owner \(owner), term \(term), is missing: restore the key tables from a backup"
        case .stillSealed(let owner):
            "something of owner \(owner) is still sealed with a former key: seal it anew first"
        case .vault(let error): error.description
        case .fieldsDamaged: "a sealed value does not hold the fields that it should"
        }
    }
}
