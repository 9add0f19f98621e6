internal import ArgumentParser
internal import Foundation

/// Which builds a gate compares.
struct GateBuildOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The executable to compare with.", valueName: "file"), completion: .file())
    var baselineBinary: String?

    @Option(help: ArgumentHelp("The commit to compare with: checked out and built.", valueName: "ref"))
    var baselineRef: String?

    @Option(
        help: ArgumentHelp("The executable that may be slower; this one unless given.", valueName: "file"),
        completion: .file()
    )
    var candidateBinary: String?

    @Flag(help: "Compare the candidate with a copy of itself: nothing may block.")
    var selftest = false

    @Flag(help: "If the baseline does not exist or does not build, end with 4 (not comparable) instead of 64.")
    var optionalBaseline = false

    @OptionGroup var sides: GateSideOptions

    /// Not `validate`: a mistyped option is to be called that first.
    func check() throws {
        let given = [baselineBinary != nil, baselineRef != nil, selftest].count { $0 }
        guard given == 1 || given == 0 && sides.isGiven else {
            throw ValidationError(
                "say what to compare with: --baseline-binary, --baseline-ref, --baseline-library, --baseline-plugin "
                    + "or --selftest"
            )
        }
        try sides.check()
    }

    /// Whether both sides are the same executable, and differ by what they run with.
    private var isOfOneBuild: Bool { baselineBinary == nil && baselineRef == nil }

    /// What the commits since the baseline say about slowdowns; only where the baseline is a commit.
    var trailers: AcceptedRegressions {
        baselineRef.map { AcceptedRegressions(since: $0) } ?? AcceptedRegressions([])
    }

    /// Copies both builds, after building the baseline where that is asked for.
    func fill(_ stage: GateStage) throws {
        let candidate = candidateBinary ?? "/proc/self/exe"
        try stage.copy(candidate, to: "B")
        if isOfOneBuild {
            try stage.copy(candidate, to: "A")
        } else if let baselineBinary {
            try optional { try stage.copy(baselineBinary, to: "A") }
        } else if let baselineRef {
            try optional { try stage.copy(BaselineBuild(baselineRef).executable(), to: "A") }
        }
        try stage.copy(stage.path("A"), to: "C")
    }

    private func optional(_ body: () throws -> Void) throws {
        do { try body() } catch let error as ValidationError where optionalBaseline {
            throw Ending(.notComparable, "not comparable: \(error.message)")
        }
    }
}
