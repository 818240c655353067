internal import Access
internal import XinyuAPI

/// One method as the router runs it: what the contract says of it, and the closure that holds its types.
struct Method: Sendable {
    let descriptor: MethodDescriptor
    /// The same as the descriptor's, in the policy's words.
    let permission: Access.Permission
    /// Answers the call, now or later. On the call's loop; does not block.
    let answer: @Sendable (Engine, Admission) -> Void
}
