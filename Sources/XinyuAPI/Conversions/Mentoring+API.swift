public import Domain
public import JSONRPC

extension MentorTraining {
    /// What the request's field `field` says. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ training: APIMentorTraining, field: String) throws(RPCError) {
        switch training {
        case .none: self = .none
        case .trained: self = .trained
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be MENTOR_TRAINING_NONE or MENTOR_TRAINING_TRAINED")
        }
    }
}

extension APIMentorTraining {
    public init(_ training: MentorTraining) {
        switch training {
        case .none: self = .none
        case .trained: self = .trained
        }
    }
}

extension ContactForm {
    /// The form in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ form: APIContactForm, field: String) throws(RPCError) {
        switch form {
        case .talk: self = .talk
        case .homeVisit: self = .homeVisit
        case .dormVisit: self = .dormVisit
        case .activity: self = .activity
        case .phone: self = .phone
        case .message: self = .message
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a form of contact, as CONTACT_FORM_TALK")
        }
    }
}

extension APIContactForm {
    public init(_ form: ContactForm) {
        switch form {
        case .talk: self = .talk
        case .homeVisit: self = .homeVisit
        case .dormVisit: self = .dormVisit
        case .activity: self = .activity
        case .phone: self = .phone
        case .message: self = .message
        }
    }
}

extension ContactTopic {
    /// The topic in the request's field `field`. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ topic: APIContactTopic, field: String) throws(RPCError) {
        switch topic {
        case .study: self = .study
        case .life: self = .life
        case .feelings: self = .feelings
        case .family: self = .family
        case .growth: self = .growth
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a topic, as CONTACT_TOPIC_STUDY")
        }
    }
}

extension APIContactTopic {
    public init(_ topic: ContactTopic) {
        switch topic {
        case .study: self = .study
        case .life: self = .life
        case .feelings: self = .feelings
        case .family: self = .family
        case .growth: self = .growth
        }
    }
}
