import ProbeSupport

/// The probe without its debug information, which valgrind 3.19 gives up on where Swift wrote it; made once.
enum StrippedProbe {
    /// The path of the copy.
    static func path(_ configuration: Configuration) throws -> String {
        switch configuration {
        case .debug: try debug.get()
        case .release: try release.get()
        }
    }

    private static let debug = Result { try copy(.debug) }
    private static let release = Result { try copy(.release) }

    private static func copy(_ configuration: Configuration) throws -> String {
        let probe = try configuration.path(of: "ConstantTimeProbe")
        let outcome = try run("strip", ["--strip-debug", "-o", "\(probe)-stripped", probe])
        guard outcome.status == 0 else { throw Missing(what: "\(probe) without debug information: \(outcome.report)") }
        return "\(probe)-stripped"
    }
}
