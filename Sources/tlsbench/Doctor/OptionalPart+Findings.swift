internal import BenchReport

extension OptionalPart {
    /// What the build has of all optional parts, which are no libraries of the system.
    static var findings: [Finding] {
        let libraries = Registry.libraries(for: nil)
        return all.map { part in
            guard let library = libraries[part.name] else {
                return Finding(
                    .note,
                    "left out",
                    "\(part.name) is not in this build",
                    advice: "to have its rows: \(part.remedy)"
                )
            }
            return Finding(.good, "library", "\(library.name) \(library.version): built in, for \(part.name)")
        }
    }
}
