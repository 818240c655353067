public import Domain
public import JSONRPC

extension ObservationSign {
    /// What the request's field `field` says. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIObservationSign, field: String) throws(RPCError) {
        switch value {
        case .mood: self = .mood
        case .sleep: self = .sleep
        case .eating: self = .eating
        case .withdrawal: self = .withdrawal
        case .study: self = .study
        case .conduct: self = .conduct
        case .body: self = .body
        case .loss: self = .loss
        case .other: self = .other
        case .selfHarm: self = .selfHarm
        case .deathTalk: self = .deathTalk
        case .farewell: self = .farewell
        case .threat: self = .threat
        case .harmed: self = .harmed
        case .unreality: self = .unreality
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must be a sign, as OBSERVATION_SIGN_MOOD")
        }
    }
}

extension APIObservationSign {
    public init(_ value: ObservationSign) {
        switch value {
        case .mood: self = .mood
        case .sleep: self = .sleep
        case .eating: self = .eating
        case .withdrawal: self = .withdrawal
        case .study: self = .study
        case .conduct: self = .conduct
        case .body: self = .body
        case .loss: self = .loss
        case .other: self = .other
        case .selfHarm: self = .selfHarm
        case .deathTalk: self = .deathTalk
        case .farewell: self = .farewell
        case .threat: self = .threat
        case .harmed: self = .harmed
        case .unreality: self = .unreality
        }
    }
}

extension InformationSource {
    /// What the request's field `field` says. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APIInformationSource, field: String) throws(RPCError) {
        switch value {
        case .student: self = .student
        case .guardian: self = .guardian
        case .classmate: self = .classmate
        case .teacher: self = .teacher
        case .hospital: self = .hospital
        case .hotline: self = .hotline
        case .police: self = .police
        case .onlineIncident: self = .onlineIncident
        case .otherSchool: self = .otherSchool
        case .community: self = .community
        case .schoolFiles: self = .schoolFiles
        case .other: self = .other
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: field, description: "must say who told, as INFORMATION_SOURCE_GUARDIAN")
        }
    }
}

extension APIInformationSource {
    public init(_ value: InformationSource) {
        switch value {
        case .student: self = .student
        case .guardian: self = .guardian
        case .classmate: self = .classmate
        case .teacher: self = .teacher
        case .hospital: self = .hospital
        case .hotline: self = .hotline
        case .police: self = .police
        case .onlineIncident: self = .onlineIncident
        case .otherSchool: self = .otherSchool
        case .community: self = .community
        case .schoolFiles: self = .schoolFiles
        case .other: self = .other
        }
    }
}

extension CircumstanceCategory {
    /// What the request's field `field` says. Throws `INVALID_ARGUMENT` when it is not set, or not known here.
    public init(_ value: APICircumstanceCategory, field: String) throws(RPCError) {
        switch value {
        case .singleParent: self = .singleParent
        case .divorced: self = .divorced
        case .leftBehind: self = .leftBehind
        case .migrant: self = .migrant
        case .blendedFamily: self = .blendedFamily
        case .noParentalCare: self = .noParentalCare
        case .congenitalDisease: self = .congenitalDisease
        case .weakConstitution: self = .weakConstitution
        case .chronicIllness: self = .chronicIllness
        case .disability: self = .disability
        case .mentalCondition: self = .mentalCondition
        case .specialPersonality: self = .specialPersonality
        case .economicHardship: self = .economicHardship
        case .studyPressure: self = .studyPressure
        case .bullyingVictim: self = .bullyingVictim
        case .violenceVictim: self = .violenceVictim
        case .sexualAssaultVictim: self = .sexualAssaultVictim
        case .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(
                field: field, description: "must be a category, as CIRCUMSTANCE_CATEGORY_LEFT_BEHIND")
        }
    }
}

extension APICircumstanceCategory {
    public init(_ value: CircumstanceCategory) {
        switch value {
        case .singleParent: self = .singleParent
        case .divorced: self = .divorced
        case .leftBehind: self = .leftBehind
        case .migrant: self = .migrant
        case .blendedFamily: self = .blendedFamily
        case .noParentalCare: self = .noParentalCare
        case .congenitalDisease: self = .congenitalDisease
        case .weakConstitution: self = .weakConstitution
        case .chronicIllness: self = .chronicIllness
        case .disability: self = .disability
        case .mentalCondition: self = .mentalCondition
        case .specialPersonality: self = .specialPersonality
        case .economicHardship: self = .economicHardship
        case .studyPressure: self = .studyPressure
        case .bullyingVictim: self = .bullyingVictim
        case .violenceVictim: self = .violenceVictim
        case .sexualAssaultVictim: self = .sexualAssaultVictim
        }
    }
}

extension APIRecordState {
    public init(_ value: RecordState) {
        switch value {
        case .standing: self = .standing
        case .withdrawn: self = .withdrawn
        }
    }
}

extension APIAttachmentState {
    public init(_ value: AttachmentState) {
        switch value {
        case .receiving: self = .receiving
        case .kept: self = .kept
        case .withdrawn: self = .withdrawn
        }
    }
}
