@testable import Instruments

extension BatchCoding {
    /// What a sheet is in a batch; nothing if it is none for this instrument.
    func bytes(of sheet: AnswerSheet) -> [UInt8]? {
        let frame = FrameMemory(capacity: sheetBytes)
        guard encode(sheet, to: frame.payload) else { return nil }
        frame.length = sheetBytes
        return Array(frame.payloadBytes)
    }
}
