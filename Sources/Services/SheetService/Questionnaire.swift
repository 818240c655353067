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
    /// The printed order that is asked; nothing for an instrument with one only.
    private let form: String?
    private let language: Language

    init(_ instrument: ReadyInstrument, form: String?, language: Language) {
        self.instrument = instrument
        self.form = form
        self.language = language
    }

    /// Item texts stand in the usual order: in another one they would be put to the wrong items.
    private var hasTextsInOrder: Bool { form == nil || form == instrument.manifest.forms?.first?.id }

    func response(consent campaign: CampaignRecord) -> APIGetQuestionnaireResponse {
        let manifest = instrument.manifest
        var response = APIGetQuestionnaireResponse()
        response.instrumentID = manifest.id
        response.title = text(manifest.names)
        response.instruction = instruction(text(manifest.timeFrame))
        response.form = form ?? ""
        response.items = manifest.items.map(message)
        response.blocks = manifest.blocks.map { block in
            .with {
                $0.id = block.id
                $0.askedWhenAnyOf = block.askedWhen?.anyOf.map { UInt32($0) } ?? []
                $0.atLeast = Int32(clamping: block.askedWhen?.atLeast ?? 0)
            }
        }
        response.consentVersion = UInt32(clamping: campaign.consentVersion)
        response.consentText = campaign.consentText
        return response
    }

    private func message(_ item: Manifest.Item) -> APIGetQuestionnaireResponse.Item {
        .with {
            $0.number = UInt32(item.number)
            $0.text = hasTextsInOrder ? item.texts.map(text) ?? "" : ""
            $0.options = options(of: item)
            $0.key = item.key ?? ""
            $0.kind = APIItemKind(item.kind)
            $0.minimum = Int32(clamping: item.minimum ?? 0)
            $0.maximum = Int32(clamping: item.maximum ?? 0)
            $0.block = instrument.manifest.blocks.first { $0.items.contains(item.number) }?.id ?? ""
        }
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

extension APIItemKind {
    fileprivate init(_ kind: Manifest.ItemKind) {
        self =
            switch kind {
            case .code: .code
            case .count: .count
            case .minutes: .minutes
            case .clock: .clock
            case .thousandths: .thousandths
            }
    }
}
