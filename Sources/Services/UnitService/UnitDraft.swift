internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

/// A unit as it is asked for; becomes one in its place in the tree.
struct UnitDraft {
    let kind: UnitKind
    /// Nothing where it follows from the parent.
    let stage: SchoolStage?
    /// Nothing where it follows from the parent, or there is none.
    let grade: Int?
    let name: String

    init(kind: UnitKind, stage: SchoolStage? = nil, grade: Int? = nil, name: String) {
        self.kind = kind
        self.stage = stage
        self.grade = grade
        self.name = name
    }

    init(_ request: APICreateUnitRequest) throws(RPCError) {
        kind = try UnitKind(request.kind, field: "kind")
        stage = try SchoolStage.ifPresent(request.stage, field: "stage")
        grade = request.grade == 0 ? nil : Int(clamping: request.grade)
        name = try UnitName.checked(request.name)
    }

    /// The unit under `parent`, or a root.
    ///
    /// - Throws: `INVALID_ARGUMENT` when it cannot stand there.
    func unit(under parent: UnitRecord?, id: Identifier, at moment: Timestamp) throws(RPCError) -> UnitRecord {
        guard kind.mayStand(under: parent.map { UnitKind($0.kind) }) else {
            throw .invalidArgument(field: "parentId", description: "a unit of this kind does not stand there")
        }
        let stage = try stage(under: parent)
        return UnitRecord(
            school: kind == .school ? id : parent?.school ?? .installation, id: id, parent: parent?.id,
            kind: UnitRecord.Kind(kind),
            stage: stage.map { UnitRecord.Stage($0) }, grade: try grade(under: parent, stage: stage), name: name,
            createdAt: moment)
    }

    /// A school says its stage; all below it have the same.
    private func stage(under parent: UnitRecord?) throws(RPCError) -> SchoolStage? {
        if kind == .school {
            guard let stage else {
                throw .invalidArgument(field: "stage", description: "a school needs a stage")
            }
            return stage
        }
        let inherited = (parent?.stage).map { SchoolStage($0) }
        guard stage == nil || stage == inherited else {
            throw .invalidArgument(field: "stage", description: "only a school has a stage of its own; leave it out")
        }
        if kind == .department, let inherited, !inherited.hasDepartments {
            throw .invalidArgument(field: "kind", description: "a school of this stage has grades, not departments")
        }
        return inherited
    }

    /// A grade says which it is; its classes have the same. A class of a department may say its year of study.
    private func grade(under parent: UnitRecord?, stage: SchoolStage?) throws(RPCError) -> Int? {
        switch (kind, stage) {
        case (.grade, let stage?):
            guard let grade, stage.grades.contains(grade) else {
                throw .invalidArgument(
                    field: "grade",
                    description: "must be \(stage.grades.lowerBound) to \(stage.grades.upperBound) in this stage")
            }
            return grade
        case (.class, let stage?) where parent?.grade == nil:
            guard let grade else { return nil }
            guard stage.grades.contains(grade) else {
                throw .invalidArgument(
                    field: "grade", description: "must be a year of study, 1 to \(stage.grades.upperBound)")
            }
            return grade
        case (.class, _):
            guard grade == nil || grade == parent?.grade else {
                throw .invalidArgument(field: "grade", description: "a class has the grade it stands in; leave it out")
            }
            return parent?.grade
        default:
            guard grade == nil else {
                throw .invalidArgument(field: "grade", description: "only grades and classes have one; leave it out")
            }
            return nil
        }
    }
}
