public import Domain

/// A version of a case analysis report (个案分析报告), as stored.
public struct CaseReportRecord: Sendable, Equatable {
    /// What is hashed and signed; sealed as one value.
    public struct Content: Sendable, Equatable {
        public let background: String
        public let course: String
        public let riskFactors: String
        public let protectiveFactors: String
        public let analysis: String
        public let measures: String
        public let outcome: String
        public let recommendations: String
        /// Random, so that nobody can find out what a hash stands for by trying.
        public let salt: [UInt8]

        public init(
            background: String, course: String, riskFactors: String, protectiveFactors: String, analysis: String,
            measures: String, outcome: String, recommendations: String, salt: [UInt8]
        ) {
            self.background = background
            self.course = course
            self.riskFactors = riskFactors
            self.protectiveFactors = protectiveFactors
            self.analysis = analysis
            self.measures = measures
            self.outcome = outcome
            self.recommendations = recommendations
            self.salt = salt
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            background = try fields.text(1)
            course = try fields.text(2)
            riskFactors = try fields.text(3)
            protectiveFactors = try fields.text(4)
            analysis = try fields.text(5)
            measures = try fields.text(6)
            outcome = try fields.text(7)
            recommendations = try fields.text(8)
            salt = try fields.bytes(9)
        }

        /// The canonical bytes, the same for ever.
        public var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, background)
            fields.put(2, course)
            fields.put(3, riskFactors)
            fields.put(4, protectiveFactors)
            fields.put(5, analysis)
            fields.put(6, measures)
            fields.put(7, outcome)
            fields.put(8, recommendations)
            fields.put(9, bytes: salt)
            return fields.bytes
        }
    }

    public let crisisCase: Identifier
    /// From 1.
    public let version: Int
    public let content: Content
    /// SHA-256.
    public let contentHash: [UInt8]
    public let author: Identifier
    public let submittedAt: Timestamp
    public var signedBy: Identifier?
    public var signedAt: Timestamp?

    public init(
        crisisCase: Identifier, version: Int, content: Content, contentHash: [UInt8], author: Identifier,
        submittedAt: Timestamp, signedBy: Identifier? = nil, signedAt: Timestamp? = nil
    ) {
        self.crisisCase = crisisCase
        self.version = version
        self.content = content
        self.contentHash = contentHash
        self.author = author
        self.submittedAt = submittedAt
        self.signedBy = signedBy
        self.signedAt = signedAt
    }
}
