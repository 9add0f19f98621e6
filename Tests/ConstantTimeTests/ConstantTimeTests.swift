import ProbeSupport
import Testing

@testable import ConstantTimeProbe

/// No branch and no address depends on a secret, in what the compiler made of the code: debug and release, under
/// valgrind's memcheck. What valgrind 3.19 cannot execute, it does not offer: of the kernels it sees those of AES-NI and
/// AVX2, and not those of VAES and of the SHA extensions.
@Suite struct `Constant time` {
    @Test(arguments: Run.all(of: Check.constantTime))
    func `a secret decides neither a branch nor an address`(run: Run) throws {
        let outcome = try run.outcome()
        #expect(outcome.status == 0, "\(outcome.report)")
    }

    @Test(arguments: Run.all(of: Check.positiveControls))
    func `what leaks on purpose is reported`(run: Run) throws {
        let outcome = try run.outcome()
        #expect(outcome.status == Memcheck.foundErrors, "\(outcome.report)")
        #expect(outcome.report.contains("uninitialised value"))
    }
}

/// One check on one backend in one build.
struct Run: Sendable, CustomTestStringConvertible {
    let check: Check
    let backend: String
    let instructionSet: String
    let configuration: Configuration

    static func all(of checks: [Check]) -> [Run] {
        Configuration.allCases.flatMap { configuration in
            ["swift", "gmp"].flatMap { backend in
                checks.flatMap { check in
                    // Swift's own code has kernels for some CPUs, and one form for all.
                    (backend == "swift" && check.usesKernels ? ["native", "portable"] : ["native"]).map {
                        Run(check: check, backend: backend, instructionSet: $0, configuration: configuration)
                    }
                }
            }
        }
    }

    private var environment: [String: String] { ["TLSBENCH_ISA": instructionSet] }

    var testDescription: String { "\(check.rawValue) on \(backend), \(instructionSet), \(configuration.rawValue)" }

    func outcome() throws -> Outcome {
        try Memcheck.run(StrippedProbe.path(configuration), [check.rawValue, backend], environment: environment)
    }
}
