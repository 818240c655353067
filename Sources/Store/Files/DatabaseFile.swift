/// One of the two databases of an installation.
struct DatabaseFile: Sendable {
    let path: String
    let name: String
    /// Written into the head of the file.
    let applicationID: Int64
    let migrations: [Migration]
}
