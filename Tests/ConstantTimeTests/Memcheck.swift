import ProbeSupport

/// valgrind's memcheck.
enum Memcheck {
    /// The status after an error was reported; the probe has none like it.
    static let foundErrors: Int32 = 9

    static func run(_ program: String, _ arguments: [String], environment: [String: String]) throws -> Outcome {
        try ProbeSupport.run(
            "valgrind",
            ["--quiet", "--error-exitcode=\(foundErrors)", "--error-limit=no", program] + arguments,
            environment: environment
        )
    }
}
