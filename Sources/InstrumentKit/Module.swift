// InstrumentKit
