public import Domain

extension ReferralRecord {
    /// What the school wrote, and what the institution knows the student by where identity is not consented to; sealed as
    /// one value.
    public struct Body: Sendable, Equatable {
        public let caseNumber: String
        public let reason: String
        public let summary: String
        public let senderContact: String
        /// Why it was refused or withdrawn.
        public var endedBecause: String?
        public var followUp: ReferralFollowUp?
        public var followUpText: String?

        public init(
            caseNumber: String, reason: String, summary: String, senderContact: String, endedBecause: String? = nil,
            followUp: ReferralFollowUp? = nil, followUpText: String? = nil
        ) {
            self.caseNumber = caseNumber
            self.reason = reason
            self.summary = summary
            self.senderContact = senderContact
            self.endedBecause = endedBecause
            self.followUp = followUp
            self.followUpText = followUpText
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            caseNumber = try fields.text(1)
            reason = try fields.text(2)
            summary = try fields.text(3)
            senderContact = try fields.text(4)
            endedBecause = try fields.optionalText(5)
            followUp = try fields.optionalState(6)
            followUpText = try fields.optionalText(7)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, caseNumber)
            fields.put(2, reason)
            fields.put(3, summary)
            fields.put(4, senderContact)
            fields.put(5, endedBecause)
            fields.put(6, followUp)
            fields.put(7, followUpText)
            return fields.bytes
        }
    }

    /// What the institution wrote; sealed as one value.
    public struct Feedback: Sendable, Equatable {
        public let advice: String
        public let returnToSchool: ReturnToSchool
        public let returnAdvice: String?
        /// As `2026-12-01`.
        public let nextVisitOn: String?
        public let givenAt: Timestamp

        public init(
            advice: String, returnToSchool: ReturnToSchool, returnAdvice: String?, nextVisitOn: String?,
            givenAt: Timestamp
        ) {
            self.advice = advice
            self.returnToSchool = returnToSchool
            self.returnAdvice = returnAdvice
            self.nextVisitOn = nextVisitOn
            self.givenAt = givenAt
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            advice = try fields.text(1)
            returnToSchool = try fields.state(2)
            returnAdvice = try fields.optionalText(3)
            nextVisitOn = try fields.optionalText(4)
            givenAt = try fields.timestamp(5)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, advice)
            fields.put(2, returnToSchool)
            fields.put(3, returnAdvice)
            fields.put(4, nextVisitOn)
            fields.put(5, givenAt)
            return fields.bytes
        }
    }
}
