extension WarningRules {
    /// Something that a signal can show, and how much it weighs.
    ///
    /// A condition asks for a sheet (`instrument` with `criticalItem`, or with `scale` and `band`) or for something
    /// that was told (`signal`, `word`, `sign`, or several of them). One that asks for nothing is never met.
    public struct Condition: Sendable, Hashable, Codable {
        /// How several signals weigh that meet one condition.
        public enum Count: String, Sendable, Hashable, Codable {
            /// As one.
            case once
            /// Each of them.
            case each
        }

        /// As `phq9`; `*` is any instrument.
        public let instrument: String?
        /// A critical item's id; `*` is any.
        public let criticalItem: String?
        /// A scale's band, as `total` and `severe`.
        public let scale: String?
        public let band: String?
        public let signal: SignalKind?
        /// At least so sure.
        public let trust: SignalTrust?
        /// The id of a group of crisis words; `*` is any.
        public let word: String?
        /// The id of an observation's sign; `*` is any, `urgent` any that is urgent.
        public let sign: String?
        /// Of an absence: at least so many days.
        public let days: Int?
        /// 1 when left out.
        public let weight: Int?
        /// `once` when left out.
        public let count: Count?

        public init(
            instrument: String? = nil, criticalItem: String? = nil, scale: String? = nil, band: String? = nil,
            signal: SignalKind? = nil, trust: SignalTrust? = nil, word: String? = nil, sign: String? = nil,
            days: Int? = nil, weight: Int? = nil, count: Count? = nil
        ) {
            self.instrument = instrument
            self.criticalItem = criticalItem
            self.scale = scale
            self.band = band
            self.signal = signal
            self.trust = trust
            self.word = word
            self.sign = sign
            self.days = days
            self.weight = weight
            self.count = count
        }

        /// What of one signal meets the condition.
        func inputs(in signal: WarningSignal) -> [String] {
            switch signal.content {
            case .assessment(let evidence): inputs(in: evidence)
            case .report(let report): inputs(in: report, of: signal.kind)
            }
        }

        private func inputs(in evidence: Evidence) -> [String] {
            guard let instrument, instrument == "*" || instrument == evidence.instrument else { return [] }
            var found: [String] = []
            if let criticalItem {
                found += evidence.criticalItems.filter { criticalItem == "*" || criticalItem == $0 }
                    .map { "\(evidence.instrument).\($0)" }
            }
            if let scale, let band, evidence.bands[scale] == band {
                found.append("\(evidence.instrument).\(scale)=\(band)")
            }
            return found
        }

        private func inputs(in report: WarningSignal.Report, of kind: SignalKind) -> [String] {
            guard instrument == nil, signal != nil || word != nil || sign != nil, signal ?? kind == kind,
                report.trust >= trust ?? .hearsay
            else { return [] }
            var found: [String] = []
            if let word {
                found = report.words.filter { word == "*" || word == $0 }.map { "\(kind.rawValue).word=\($0)" }
                guard !found.isEmpty else { return [] }
            }
            if let sign {
                let seen = report.signs.filter { Self.asks(sign, for: $0) }
                guard !seen.isEmpty else { return [] }
                found += seen.map { "\(kind.rawValue).sign=\($0.rawValue)" }
            }
            if let days {
                guard let absent = report.days, absent >= days else { return [] }
                found.append("\(kind.rawValue).days=\(absent)")
            }
            return found.isEmpty ? ["\(kind.rawValue).trust=\(report.trust.rawValue)"] : found
        }

        /// A word that stands for several signs.
        static let anySign = "*"
        static let urgentSign = "urgent"

        private static func asks(_ sign: String, for seen: ObservationSign) -> Bool {
            sign == anySign || sign == urgentSign && seen.isUrgent || sign == seen.rawValue
        }

        struct Finding {
            var inputs: [String] = []
            /// How many signals meet the condition.
            var signals = 0
            var holdsNewest = false
        }

        /// What meets the condition among signals, of which the first is the newest.
        func inputs(in signals: [WarningSignal]) -> Finding {
            var finding = Finding()
            var times: [String: Int] = [:]
            for (index, signal) in signals.enumerated() {
                let found = inputs(in: signal)
                guard !found.isEmpty else { continue }
                finding.signals += 1
                if index == 0 { finding.holdsNewest = true }
                for input in found {
                    if times[input] == nil { finding.inputs.append(input) }
                    times[input, default: 0] += 1
                }
            }
            if count == .each {
                finding.inputs = finding.inputs.map { input in
                    let number = times[input] ?? 1
                    return number > 1 ? "\(input) ×\(number)" : input
                }
            }
            return finding
        }
    }
}
