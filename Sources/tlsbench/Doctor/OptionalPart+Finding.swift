internal import BenchReport

extension OptionalPart {
    /// Whether the build has it, and what it is; no library of the system.
    var finding: Finding {
        guard let library = Registry.libraries(for: [name])[name] else {
            return Finding(.note, "left out", "\(name) is not in this build", advice: "to have its rows: \(remedy)")
        }
        return Finding(.good, "library", "\(library.name) \(library.version): built in, for \(name)")
    }
}
