internal import Access
internal import Domain
internal import Store

/// Looks at students of special groups that a special period asks for.
struct SpecialReviewDay: DayContributor {
    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.specialReview) else { return [] }
        var items: [DueItem] = []
        for school in watch.schools {
            for review in try transaction.openSpecialReviews(ofSchool: school) {
                guard let place = try transaction.studentPlace(review.student), watch.reaches(place) else { continue }
                items.append(
                    DueItem(
                        .reviewForSpecialPeriod, review.id, student: review.student, unit: place.classID,
                        since: review.createdAt, dueAt: review.dueAt))
            }
        }
        return items
    }
}
