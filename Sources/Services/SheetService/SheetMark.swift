internal import Domain
internal import JSONRPC
internal import XinyuAPI

/// What staff want a sheet to be, and why.
struct SheetMark {
    let move: SheetState.Move
    let reason: String?

    private static let longestReason = 2_000

    init(_ request: APIMarkSheetRequest) throws(RPCError) {
        switch request.state {
        case .absent: move = .markAbsent
        case .exempt: move = .exempt
        case .void: move = .void
        case .invited: move = .invite
        case .unspecified, .started, .submitted, .scored, .declined, .UNRECOGNIZED:
            throw .invalidArgument(field: "state", description: "must be ABSENT, EXEMPT, VOID or INVITED")
        }
        guard request.reason.utf8.count <= Self.longestReason else {
            throw .invalidArgument(field: "reason", description: "at most \(Self.longestReason) bytes")
        }
        if request.reason.isEmpty && (move == .exempt || move == .void) {
            throw .invalidArgument(field: "reason", description: "say why the sheet is taken out")
        }
        reason = request.reason.isEmpty ? nil : request.reason
    }
}
