internal import Instruments
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

/// An instrument as a student sees it: what is asked, and what can be marked. Never topics, scales or critical items.
struct Questionnaire {
    enum Language: String {
        case chinese = "zh"
        case english = "en"
    }

    private let instrument: ReadyInstrument
    private let language: Language

    init(_ instrument: ReadyInstrument, language: Language) {
        self.instrument = instrument
        self.language = language
    }

    func response(consent campaign: CampaignRecord) -> APIGetQuestionnaireResponse {
        let manifest = instrument.manifest
        var response = APIGetQuestionnaireResponse()
        response.instrumentID = manifest.id
        response.title = text(manifest.names)
        response.instruction = instruction(text(manifest.timeFrame))
        response.items = manifest.items.map { item in
            .with {
                $0.number = UInt32(item.number)
                $0.text = item.texts.map(text) ?? ""
                $0.options = options(of: item)
            }
        }
        response.consentVersion = UInt32(clamping: campaign.consentVersion)
        response.consentText = campaign.consentText
        return response
    }

    private func options(of item: Manifest.Item) -> [APIGetQuestionnaireResponse.Option] {
        guard let responses = instrument.manifest.responses.first(where: { $0.id == item.responses }) else { return [] }
        return responses.options.map { option in
            .with {
                $0.code = Int32(clamping: option.code)
                $0.text = text(option.names)
            }
        }
    }

    private func instruction(_ timeFrame: String) -> String {
        switch language {
        case .chinese: "请根据你的实际情况作答（\(timeFrame)）。答案没有对错之分。"
        case .english: "Please answer as it is for you (\(timeFrame)). There are no right or wrong answers."
        }
    }

    /// In the other language where the text is not there in this one.
    private func text(_ texts: Manifest.Text) -> String {
        texts[language.rawValue] ?? texts["zh"] ?? texts["en"] ?? ""
    }
}
