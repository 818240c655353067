internal import EventLoop
internal import Logging

/// Tells the service manager how the daemon is; that it cannot be reached is worth a line, not the end.
struct ServiceNotice: Sendable {
    let logger: Logger

    func tell(_ states: ServiceManager.State...) {
        do throws(EventLoopError) {
            for state in states { try ServiceManager.notify(state) }
        } catch {
            logger.warning("the service manager could not be told: \(error)")
        }
    }
}
