/// What the installation does by itself, as the access log and the daemon's own log name it. The words are in the log
/// for ever; none can be taken for a method of the contract.
public enum BackgroundWorkName: String, Sendable, CaseIterable {
    case affairClocks = "system/AffairClocks"
    case appointmentLapses = "system/AppointmentLapses"
    case checkpoints = "system/Checkpoints"
    case crisisDeadlines = "system/CrisisDeadlines"
    case daySweeps = "system/DaySweeps"
    case escalations = "system/Escalations"
    case instrumentKeeping = "system/InstrumentKeeping"
    case keyUsage = "system/KeyUsage"
    case mentorshipEndings = "system/MentorshipEndings"
    case planReviews = "system/PlanReviews"
    case recordRetention = "system/RecordRetention"
    case reviewDates = "system/ReviewDates"
    case scoring = "system/Scoring"
    case specialReviews = "system/SpecialReviews"
    case tidying = "system/Tidying"
    case traumaDeadlines = "system/TraumaDeadlines"
    case unfinishedUploads = "system/UnfinishedUploads"
    case watchdog = "system/Watchdog"
}
