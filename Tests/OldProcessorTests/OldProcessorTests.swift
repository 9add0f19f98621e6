import ProbeSupport
import Testing

/// The release build on processors that lack what its kernels are built for: an instruction that one of them does not know
/// would end it, wherever the compiler or the linker put it (a kernel's copy of a generic function that became everybody's).
///
/// QEMU ends a program at an instruction that the emulated processor does not have, as the last test makes sure.
@Suite struct `On an older processor` {
    /// Which one, and the tiers that fit it.
    struct Processor: Sendable, CustomTestStringConvertible {
        let name: String
        let tier: String
        var testDescription: String { name }

        /// SSE4.2 without AES; AES and carry-less products without AVX; AVX2 without VAES.
        static let all = [
            Processor(name: "Nehalem", tier: "bignum portable; AES-GCM portable, ChaCha20 portable, SHA-256 portable"),
            Processor(name: "Westmere", tier: "bignum portable; AES-GCM aes-ni, ChaCha20 portable, SHA-256 portable"),
            Processor(name: "Haswell", tier: "bignum avx2; AES-GCM aes-ni, ChaCha20 avx2, SHA-256 portable"),
        ]

        func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Outcome {
            let tlsbench = try Configuration.release.path(of: "tlsbench")
            return try ProbeSupport.run(
                "qemu-x86_64",
                ["-cpu", name, tlsbench] + arguments,
                environment: ["SWIFT_BACKTRACE": "enable=no"].merging(environment) { $1 },
                // No mask: what may run is the processor's to say. An empty OPENSSL_ia32cap would take all away.
                without: ["TLSBENCH_ISA", "OPENSSL_ia32cap"],
                input: input
            )
        }
    }

    @Test(arguments: Processor.all) func `the kernels that fit are chosen`(processor: Processor) throws {
        let outcome = try processor.run(["list", "--suite", "quick"])
        // However wide the terminal is.
        let words = outcome.report.split { $0.isWhitespace }.joined(separator: " ")
        #expect(outcome.status == 0 && words.contains(processor.tier), "\(outcome.report)")
    }

    @Test(arguments: Processor.all)
    func `known answers and handshakes of all backends hold`(processor: Processor) throws {
        let outcome = try processor.run(["verify"])
        #expect(outcome.status == 0 && !outcome.report.contains("FAIL"), "\(outcome.report)")
    }

    @Test(arguments: Processor.all, ["swift", "gmp", "openssl"])
    func `benchmarks run and check themselves`(processor: Processor, backend: String) throws {
        let rows = [
            "record-seal/aes-128-gcm/1350", "record-open/aes-256-gcm/16384", "prf-master-secret/sha256",
            "rsa-decrypt/2048",
        ]
        let requests = rows.flatMap { ["prepare 0 7 \($0)/\(backend)", "run 0 1 1", "check 0"] } + ["quit", ""]
        let outcome = try processor.run(["worker"], input: requests.joined(separator: "\n"))
        // The greeting; then for each row that it is ready, a batch, and a digest.
        let answers = outcome.report.split(separator: "\n").filter { !$0.hasPrefix("qemu") }
        let words = answers.map { $0.prefix { $0 != " " } }
        #expect(words == ["tlsbench-worker"] + rows.flatMap { _ in ["done", "batch", "done"] }, "\(outcome.report)")
        #expect(outcome.status == 0)
    }

    /// libcrypto can be told that the processor has AES, which Nehalem has not: bit 57 (OPENSSL_ia32cap(3)).
    @Test func `an instruction that it lacks ends the program`() throws {
        let outcome = try Processor.all[0].run(
            ["verify", "--backend", "openssl"],
            environment: ["OPENSSL_ia32cap": "0x0200000000000000:"]
        )
        #expect(outcome.status == Self.illegalInstruction, "\(outcome.report)")
    }

    private static let illegalInstruction: Int32 = 4
}
