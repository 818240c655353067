internal import SwiftProtobuf
internal import XinyuAPI

/// What a list that comes in pages has, as far as is wanted, and where it goes on; nothing after its end.
///
/// A page may hold less than was asked for, even nothing, and still not be the last.
func pages<Element>(
    upTo limit: Int, _ fetch: (APIPage) async throws -> (elements: [Element], nextPage: String)
) async throws -> (elements: [Element], nextPage: String) {
    var all: [Element] = []
    var page = APIPage()
    repeat {
        page.size = UInt32(min(limit - all.count, 1_000))
        let (elements, next) = try await fetch(page)
        all += elements
        page.token = next
    } while !page.token.isEmpty && all.count < limit
    return (all, page.token)
}

/// Everything of a list that comes in pages.
func pages<Element>(
    _ fetch: (APIPage) async throws -> (elements: [Element], nextPage: String)
) async throws -> [Element] {
    try await pages(upTo: .max, fetch).elements
}

/// An answer that is one page of a list.
protocol PagedAnswer: SwiftProtobuf.Message {
    var nextPage: String { get set }
}

/// An answer that names what was left out of it.
protocol NamingWhatIsMissing {
    var incomplete: [String] { get set }
}

/// All pages of a list as one answer, as if it had come at once.
func whole<Answer: PagedAnswer>(_ fetch: (APIPage) async throws -> Answer) async throws -> Answer {
    try await merged(fetch)
}

private func merged<Answer: PagedAnswer>(_ fetch: (APIPage) async throws -> Answer) async throws -> Answer {
    var (all, page) = (Answer(), APIPage())
    page.size = 1_000
    repeat {
        var answer = try await fetch(page)
        page.token = answer.nextPage
        answer.nextPage = ""
        // Merging appends what is repeated, and replaces what is not.
        try all.merge(serializedBytes: answer.serializedBytes() as [UInt8])
    } while !page.token.isEmpty
    return all
}

/// The same; what each page names as missing is named once.
func whole<Answer: PagedAnswer & NamingWhatIsMissing>(
    _ fetch: (APIPage) async throws -> Answer
) async throws -> Answer {
    var missing: [String] = []
    var all = try await merged { page in
        var answer = try await fetch(page)
        missing += answer.incomplete.filter { !missing.contains($0) }
        answer.incomplete = []
        return answer
    }
    all.incomplete = missing
    return all
}

extension APIListAccountsResponse: PagedAnswer {}
extension APIListOwnReportsResponse: PagedAnswer {}
extension APIGetTimelineResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListAddressedReferralsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListAppointmentsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListArchiveRecordsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListAttachmentsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListCareEntriesResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListCircumstancesResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListConsultationsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListContactsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListCrisisCasesResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListExternalReportsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListMentorshipsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListReferralsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListRescoringChangesResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListSignalsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListSpecialReviewsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListStudentsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListTransfersResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListTraumaReportsResponse: PagedAnswer, NamingWhatIsMissing {}
extension APIListWarningsResponse: PagedAnswer, NamingWhatIsMissing {}
