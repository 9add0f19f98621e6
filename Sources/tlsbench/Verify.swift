internal import ArgumentParser
internal import BenchReport
internal import CryptoBackend
internal import Foundation

/// `tlsbench verify`: known answers for every backend, and handshakes between all of them; or vectors of others.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every backend against known answers and against each other.",
        discussion: """
            With --vectors, the vectors of Wycheproof, CAVP, ACVP or RSA Laboratories take the place of both. They run on every \
            tier of each backend (--isa: on that one alone), and each test case passes, fails or is unsupported for a \
            reason that is shown.

            \(statuses)

            Examples:
              tlsbench verify
              tlsbench verify --backend swift --isa portable
              tlsbench verify --vectors wycheproof/testvectors_v1
            """
    )

    private static let statuses = ExitStatus.help(
        [.noInput],
        [
            .success: "all holds", .failed: "something does not",
            .badData: "a file of vectors is malformed or none of them could be run",
        ]
    )

    @Option(
        help: ArgumentHelp("Backends, separated by commas, or all.", valueName: "list"),
        completion: .backends,
        transform: Registry.backends(named:)
    )
    var backend: [any CryptoBackend.Type] = Registry.backends

    @Option(
        help: ArgumentHelp("Vectors to run: a file, or a folder of them.", valueName: "file-or-folder"),
        completion: .file()
    )
    var vectors: String?

    @OptionGroup var instructionSet: InstructionSetOption

    func validate() throws {
        if vectors != nil, backend.contains(where: { $0 == Registry.engineAlone }) {
            throw ValidationError("\(Registry.engineAlone.identity.name) has no answers to vectors")
        }
    }

    func run() throws {
        try instructionSet.apply()
        if let vectors { try verify(vectors) } else { try verify() }
    }

    private func verify() throws {
        let result = try Verification(backend)
        let names = backend.map { $0.identity.name }
        let operations = result.operations.map { [$0.name] + $0.isPassed.map(word) }
        let handshakes = zip(names, result.matrix).map { [$0] + $1.map(word) }
        let lines =
            Terminal.standardOutput.aligned([[""] + names] + operations) + [""]
            + Terminal.standardOutput.aligned([["client \\ server"] + names] + handshakes)
        try FileHandle.standardOutput.write(line: lines.joined(separator: "\n"))
        try result.require()
    }

    private func verify(_ vectors: String) throws {
        let files: [VectorFile]
        do throws(UnusableVectors) { files = try VectorFolder.read(vectors) } catch {
            for reason in error.errors { try FileHandle.standardError.write(line: "tlsbench: \(reason)") }
            throw error.status
        }
        let isLimited = instructionSet.isa != nil || InstructionSet.maskName != "native"
        let run = try VectorRun(files, isLimited ? VectorTier.current(of: backend) : VectorTier.all(of: backend))
        try FileHandle.standardOutput.write(line: VectorTable.lines(run).joined(separator: "\n"))
        for failure in run.failures { try FileHandle.standardError.write(line: "tlsbench: \(failure)") }
        guard run.failures.isEmpty else { throw ExitStatus.failed }
        guard run.total.passed > 0 else {
            throw Ending(.badData, "\(vectors): no vector could be run")
        }
    }

    private func word(_ isPassed: Bool) -> String {
        Terminal.standardOutput.styled(isPassed ? "pass" : "FAIL", isPassed ? .good : .bad)
    }
}
