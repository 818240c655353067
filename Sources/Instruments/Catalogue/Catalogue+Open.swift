extension Catalogue {
    /// The instrument in `files`, wherever they are, verified as one of the folder is. For commands that work with a
    /// folder of another layout; a daemon has its own catalogue.
    public func open(_ files: InstrumentFiles) throws(ScoringFailure) -> InstalledInstrument {
        let instrument = try read(files)
        remember(instrument)
        return instrument
    }
}
