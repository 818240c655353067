internal import Domain
internal import Instruments
internal import Store

extension SheetContext {
    /// What an instrument is told of a student who answers about itself: nothing that names anyone.
    ///
    /// - Parameters:
    ///   - place: the student's class.
    ///   - form: the printed order in which the campaign asks.
    ///   - zone: how far the school's clocks are ahead of UTC; age is counted in local days.
    init(_ identity: StudentIdentity, in place: UnitNode?, form: String?, at moment: Timestamp, zone: Duration) {
        self.init(
            informant: .self,
            sex: identity.sex.map { $0 == .female ? .female : .male },
            stage: place?.stage.map(SheetContext.Stage.init),
            ageInMonths: identity.ageInMonths(at: moment, zone: zone),
            grade: place?.yearOfStage,
            form: form)
    }
}

extension SheetContext.Stage {
    init(_ stage: SchoolStage) {
        switch stage {
        case .primary: self = .primary
        case .junior: self = .junior
        case .senior: self = .senior
        case .vocational: self = .vocational
        case .higherVocational: self = .higherVocational
        case .university: self = .university
        }
    }
}

extension StudentIdentity {
    /// Completed months of life on the day of `moment`; nothing without a birth date, or with one after that day.
    func ageInMonths(at moment: Timestamp, zone: Duration) -> Int? {
        guard let born = birthDate.flatMap({ CalendarDate($0) }) else { return nil }
        let months = born.ageInMonths(on: CalendarDate(of: moment, offset: zone))
        return months < 0 ? nil : months
    }
}

extension UnitNode {
    /// The year of study within the stage, from 1; nothing for a unit that belongs to no grade.
    var yearOfStage: Int? {
        guard let stage, let grade, stage.grades.contains(grade) else { return nil }
        return grade - stage.grades.lowerBound + 1
    }
}
