import ProbeSupport
import Testing

@testable import ConstantTimeProbe

/// No branch and no address depends on a secret, in what the compiler made of the code: debug and release, under
/// valgrind's memcheck. What valgrind 3.19 cannot execute, it does not offer: of the kernels it sees those of AES-NI and
/// AVX2, and not those of VAES and of the SHA extensions.
@Suite struct `Constant time` {
    @Test(arguments: Run.all)
    func `a secret decides neither a branch nor an address`(run: Run) throws {
        let outcome = try run.outcome(of: run.checks)
        #expect(outcome.status == 0, "\(outcome.report)")
        // Each of them ran, to its end.
        #expect(outcome.report.split(separator: "\n").map(String.init) == run.checks.map { "check \($0.rawValue)" })
    }

    @Test(arguments: Run.all, Check.positiveControls)
    func `what leaks on purpose is reported, whatever stands before it`(run: Run, control: Check) throws {
        let outcome = try run.outcome(of: [.hmac, control])
        #expect(outcome.status == Memcheck.foundErrors, "\(outcome.report)")
        let lines = outcome.report.split(separator: "\n")
        let begin = try #require(lines.firstIndex(of: "check \(control.rawValue)"))
        #expect(lines[..<begin] == ["check \(Check.hmac.rawValue)"])
        #expect(lines[begin...].contains { $0.contains("uninitialised value") })
    }
}

/// One backend in one build.
struct Run: Sendable, CustomTestStringConvertible {
    let backend: String
    let instructionSet: String
    let configuration: Configuration

    /// Swift's own code has kernels for some CPUs, and one form for all.
    static let all = Configuration.allCases.flatMap { configuration in
        [("swift", "native"), ("swift", "portable"), ("gmp", "native")].map {
            Run(backend: $0.0, instructionSet: $0.1, configuration: configuration)
        }
    }

    /// All but those that an instruction set is nothing to, where they have run already.
    var checks: [Check] { Check.constantTime.filter { instructionSet == "native" || $0.usesKernels } }

    var testDescription: String { "\(backend), \(instructionSet), \(configuration.rawValue)" }

    func outcome(of checks: [Check]) throws -> Outcome {
        try Memcheck.run(
            StrippedProbe.path(configuration),
            [backend] + checks.map(\.rawValue),
            environment: ["TLSBENCH_ISA": instructionSet]
        )
    }
}
