internal import ArgumentParser
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

            Exit status: 0 if all holds, 5 if anything does not; with --vectors also 65 if a file is malformed or no vector \
            could be run, 66 if there is no such file.
            """
    )

    @Option(
        help: ArgumentHelp("Backends, separated by commas, or all.", valueName: "list"),
        transform: Registry.backends(named:)
    )
    var backend: [any CryptoBackend.Type] = Registry.backends

    @Option(help: ArgumentHelp("Vectors to run: a file, or a folder of them.", valueName: "file-or-folder"))
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
        var lines = [row("", names)]
        for operation in result.operations { lines.append(row(operation.name, operation.isPassed.map(word))) }
        lines += ["", row("client \\ server", names)]
        for (name, cells) in zip(names, result.matrix) { lines.append(row(name, cells.map(word))) }
        try FileHandle.standardOutput.write(line: lines.joined(separator: "\n"))
        try result.require()
    }

    private func verify(_ vectors: String) throws {
        let files: [VectorFile]
        do throws(UnusableVectors) { files = try VectorFolder.read(vectors) } catch {
            for reason in error.errors { try FileHandle.standardError.write(line: "tlsbench: \(reason)") }
            throw ExitCode(error.status)
        }
        let isLimited = instructionSet.isa != nil || InstructionSet.maskName != "native"
        let run = try VectorRun(files, isLimited ? VectorTier.current(of: backend) : VectorTier.all(of: backend))
        try FileHandle.standardOutput.write(line: VectorTable.lines(run).joined(separator: "\n"))
        for failure in run.failures { try FileHandle.standardError.write(line: "tlsbench: \(failure)") }
        guard run.failures.isEmpty else { throw ExitCode(5) }
        guard run.total.passed > 0 else {
            try FileHandle.standardError.write(line: "tlsbench: \(vectors): no vector could be run")
            throw ExitCode(65)
        }
    }

    private func word(_ isPassed: Bool) -> String { isPassed ? "pass" : "FAIL" }

    private func row(_ label: String, _ cells: [String]) -> String {
        ([label] + cells).map { $0.padding(toLength: 16, withPad: " ", startingAt: 0) }.joined()
    }
}
