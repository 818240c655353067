internal import Services

// What is late in crisis cases is told within half a minute; a look without a find costs a reader five small queries.

extension CrisisDeadlines: BackgroundWork {
    var name: String { "crisis deadlines" }
    var interval: Duration { .seconds(30) }
}

extension TraumaDeadlines: BackgroundWork {
    var name: String { "mandatory reports" }
    var interval: Duration { .seconds(30) }
}

extension SpecialReviews: BackgroundWork {
    var name: String { "special reviews" }
    var interval: Duration { .seconds(300) }
}
