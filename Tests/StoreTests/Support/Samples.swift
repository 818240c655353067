import Domain
import Store

/// People who do not exist.
enum Samples {
    static let identity = StudentIdentity(
        name: "欧阳晓明", number: "2026030117", nationalID: "110105201203310012", sex: .female,
        birthDate: "2012-03-31",
        contacts: [
            .init(relation: "母亲", name: "欧阳静", phone: "13900001111"),
            .init(relation: "父亲", name: "王建国", phone: "13900002222"),
        ])

    static func student(
        _ installation: TestInstallation, school: Identifier, schoolClass: Identifier?,
        identity: StudentIdentity = Samples.identity
    ) -> IdentifiedStudent {
        IdentifiedStudent(
            StudentRecord(
                school: school, id: installation.identifier(), schoolClass: schoolClass,
                enrolledAt: installation.now),
            identity)
    }

    static func account(_ installation: TestInstallation, login: String = "wang.fang") -> AccountRecord {
        AccountRecord(
            id: installation.identifier(), loginIndex: Array(login.utf8.reversed()),
            profile: .init(login: login, name: "王芳", secondFactor: [1, 2, 3]), passwordHash: "$argon2id$x",
            createdAt: installation.now, createdBy: .installation)
    }
}
