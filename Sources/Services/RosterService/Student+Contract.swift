internal import Domain
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APIStudent {
    /// The national id is told as being there, never as itself.
    init(_ student: IdentifiedStudent) {
        self.init()
        id = student.record.id.description
        classID = student.record.schoolClass?.description ?? ""
        dormID = student.record.dorm?.description ?? ""
        name = student.identity.name
        number = student.identity.number
        sex = student.identity.sex.map { APISex($0) } ?? .unspecified
        birthDate = student.identity.birthDate ?? ""
        hasNationalID_p = student.identity.nationalID != nil
        guardians = student.identity.contacts.map { contact in
            .with {
                $0.name = contact.name
                $0.phone = contact.phone
            }
        }
    }
}

extension APISex {
    init(_ sex: StudentIdentity.Sex) {
        self =
            switch sex {
            case .female: .female
            case .male: .male
            }
    }
}
