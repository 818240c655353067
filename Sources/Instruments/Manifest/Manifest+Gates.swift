extension Manifest {
    /// Ages of the students that the instrument is about.
    public struct Ages: Codable, Sendable, Equatable {
        public let fromMonths: Int
        public let toMonths: Int?
        /// Narrower limits for some informants, as for pupils who answer themselves where parents may answer earlier.
        public let informants: [InformantAges]?
        public let note: Text
    }

    public struct InformantAges: Codable, Sendable, Equatable {
        public let informant: SheetContext.Informant
        public let fromMonths: Int
        public let toMonths: Int?
    }

    /// Whether it may be given in primary schools, from which age on, and why.
    public struct PrimaryGate: Codable, Sendable, Equatable {
        public let permitted: Bool
        /// Above the published age where only upper grades may be given it.
        public let fromMonths: Int?
        public let reason: Text
    }

    /// How an instrument is given.
    public struct Administration: Codable, Sendable, Equatable {
        public enum Mode: String, Codable, Sendable {
            /// Put before whoever answers.
            case selfCompleted = "SELF_COMPLETED"
            /// Asked by a trained person, face to face: never put on a student's screen, never part of a survey.
            case interview = "INTERVIEW"
        }

        public let mode: Mode
        public let note: Text
    }

    /// A step of the protocol that an instrument comes with.
    public struct ProcedureStep: Codable, Sendable, Equatable {
        /// That of the derived `YES_NO` value which says whether the step is due.
        public let id: String
        public let texts: Text
    }

    /// Whether it may be put before `informant` about a student in this stage and of this age.
    ///
    /// Never where it is to be asked by a trained person. Without an age, a limit that only holds in primary schools or
    /// for some informants keeps primary pupils out.
    public func admits(
        stage: SheetContext.Stage, ageInMonths: Int?, informant: SheetContext.Informant = .self
    ) -> Bool {
        guard informants.contains(informant), administration?.mode != .interview, stages.contains(stage),
            stage != .primary || primary.permitted
        else { return false }
        let own = ages.informants?.first { $0.informant == informant }
        let inPrimary = stage == .primary ? primary.fromMonths : nil
        guard let ageInMonths else { return stage != .primary || (own == nil && inPrimary == nil) }
        let least = max(ages.fromMonths, own?.fromMonths ?? 0, inPrimary ?? 0)
        let most = min(ages.toMonths ?? .max, own?.toMonths ?? .max)
        return ageInMonths >= least && ageInMonths <= most
    }
}
