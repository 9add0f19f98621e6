internal import BenchCore
internal import CryptoBackend

/// The libraries that were loaded: versions, builds, and which instructions are in them.
struct LibraryFindings {
    let libraries: [LoadedLibrary]
    /// What the processor has.
    let features: InstructionSet
    /// What each says of itself, by the beginning of its file's name.
    let versions: [String: String]
    /// Whether GMP chooses among several forms of its code when it is loaded.
    let isGMPFat: Bool

    var findings: [Finding] { libraries.map(finding) }

    /// Of a library that was named: what was loaded, which instructions are in it, and what does not hold.
    static func findings(of library: NamedLibrary, _ verification: NamedVerification) -> [Finding] {
        let families = LoadedLibrary(path: library.file.path)?.families ?? []
        let telling = InstructionFamily.allCases.filter(families.contains).map(\.rawValue)
        let code = telling.isEmpty ? "no vector code that is looked for" : telling.joined(separator: " ")
        let fact = "\(library.name): \(verification.description): \(code)"
        let notices = verification.notices.map { Finding(.note, "library", $0) }
        guard !verification.faults.isEmpty else { return [Finding(.good, "library", fact)] + notices }
        return [Finding(.note, "library", fact)] + notices
            + verification.faults.map { Finding(.warning, "library", $0, advice: "leave its column out") }
    }

    #if arch(x86_64)
    private static let plainCode = "plain x86-64"
    #else
    /// The families are of x86-64, so none is found.
    private static let plainCode = "its instructions are not looked for on this architecture"
    #endif

    private func finding(_ library: LoadedLibrary) -> Finding {
        let version = versions.first { library.name.hasPrefix($0.key) }?.value ?? "version unknown"
        let build = library.buildID.map { ", build \($0.prefix(12))" } ?? ""
        let telling = InstructionFamily.allCases.filter { library.families.contains($0) }.map(\.rawValue)
        let code = telling.isEmpty ? Self.plainCode : telling.joined(separator: " ")
        let fact = "\(version) (\(library.name)\(build)): \(code)"
        guard library.name.hasPrefix("libgmp") else { return Finding(.good, "library", fact) }
        if isGMPFat {
            return Finding(.good, "library", "\(fact); fat: it chooses for this CPU when it is loaded")
        }
        let unused = [CPUFeature.bmi2, .adx].filter { features.features.contains($0) && !library.has($0) }.map(
            \.rawValue
        )
        return Finding(
            unused.isEmpty ? .note : .warning,
            "library",
            "\(fact); not fat: fixed when it was compiled"
                + (unused.isEmpty ? "" : ", without \(unused.joined(separator: ", "))"),
            advice: "to see what GMP can do here, build it with --enable-fat and set LD_LIBRARY_PATH"
        )
    }
}

extension LoadedLibrary {
    /// Whether its code has instructions of the feature.
    fileprivate func has(_ feature: CPUFeature) -> Bool {
        InstructionFamily(rawValue: feature.rawValue).map { families.contains($0) } ?? false
    }
}
