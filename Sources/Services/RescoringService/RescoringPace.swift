/// How much a re-scoring does at once: enough for the helper to be worth its switch and the commit its wait, little
/// enough that other writers, whose calls share the one line, hardly notice.
struct RescoringPace: Sendable {
    /// To the helper, and in one write.
    var sheets = 128
    /// New results made those of record in one write; each may raise a warning.
    var adoptions = 64
    /// Before a version that scores nothing for now is asked again; doubled each time.
    var firstPause = Duration.milliseconds(500)
    /// Short: somebody may have begun another re-scoring meanwhile.
    var longestPause = Duration.seconds(5)
}
