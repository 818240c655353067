/// How much a rotation does at once: enough for the commit to be worth its wait, little enough that other writers,
/// whose calls share the one line, hardly notice.
struct RotationPace: Sendable {
    var ownersInBatch = 64
    /// In one write; about ten milliseconds.
    var valuesInWrite = 256
    /// Before it tries again when nothing can be stored for now.
    var firstPause = Duration.milliseconds(250)
}
