internal import ArgumentParser
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import VectorFiles

/// `tlsbench verify`: known answers for every backend, and handshakes between all of them; or vectors of others.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every backend against known answers and against each other.",
        discussion: """
            With --vectors, the vectors of Wycheproof, CAVP, ACVP or RSA Laboratories take the place of both. They run on every \
            tier of each backend (--isa: on that one alone), and each test case passes, fails or is unsupported for a \
            reason that is shown. A file that is malformed is named, and the others are run.

            \(statuses)

            Examples:
              tlsbench verify
              tlsbench verify --backend swift --isa portable
              tlsbench verify --library openssl-3.5=/opt/openssl-3.5/lib
              tlsbench verify --backend swift --plugin mine=./mine.so
              tlsbench verify --vectors wycheproof/testvectors_v1
              tlsbench verify --vectors wycheproof/testvectors_v1 --format json
            """
    )

    private static let statuses = ExitStatus.help(
        [.noInput, .unavailable],
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

    @Option(help: "What to print: table or json.")
    var format = TableOrJSON.table

    @OptionGroup var libraries: LibraryOptions

    @OptionGroup var instructionSet: InstructionSetOption

    @OptionGroup var verbosity: Verbosity

    func validate() throws {
        if vectors != nil, !libraries.library.isEmpty || !libraries.plugin.isEmpty {
            throw ValidationError("--vectors takes built-in backends, not --library or --plugin")
        }
        if vectors != nil, backend.contains(where: { $0 == Registry.engineAlone }) {
            throw ValidationError("\(Registry.engineAlone.identity.name) has no answers to vectors")
        }
    }

    func run() throws {
        try instructionSet.apply()
        if let vectors { try verify(vectors) } else { try verify() }
    }

    private func verify() throws {
        let named = try libraries.found()
        let progress = Progress(verbosity)
        progress.show("verifying \(backend.map { $0.identity.name }.joined(separator: ", "))")
        let result = Verification(backend)
        let found = try named.map { library in
            progress.show("verifying \(library.name)")
            return try NamedVerification(library)
        }
        progress.clear()
        switch format {
        case .json:
            let document = VerificationDocument(result, backend.map { $0.identity.name }, found)
            try FileHandle.standardOutput.write(octets: [UInt8](document.printedJSON()))
        case .table: try show(result, found)
        }
        for notice in found.flatMap(\.notices) { try FileHandle.standardError.write(line: "tlsbench: \(notice)") }
        for fault in found.flatMap(\.faults) { try FileHandle.standardError.write(line: "tlsbench: \(fault)") }
        try result.require()
        guard found.allSatisfy(\.faults.isEmpty) else { throw ExitStatus.failed }
    }

    private func show(_ result: Verification, _ named: [NamedVerification]) throws {
        let names = backend.map { $0.identity.name }
        let operations = result.operations.map { [$0.name] + $0.isPassed.map(word) }
        let handshakes = zip(names, result.matrix).map { [$0] + $1.map(word) }
        let lines =
            Terminal.standardOutput.aligned([[""] + names] + operations) + [""]
            + Terminal.standardOutput.aligned([["client \\ server"] + names] + handshakes)
            + (named.isEmpty ? [] : [""])
            + Terminal.standardOutput.aligned(named.map { [$0.name, word($0.faults.isEmpty), $0.description] })
        try FileHandle.standardOutput.write(line: lines.joined(separator: "\n"))
    }

    private func verify(_ vectors: String) throws {
        let found: (files: [VectorFile], errors: [VectorFileError])
        do throws(VectorFileError) { found = try VectorFolder.read(vectors) } catch {
            throw Ending(.noInput, "\(error)")
        }
        let malformed = found.errors.map(\.description)
        for reason in malformed { try FileHandle.standardError.write(line: "tlsbench: \(reason)") }
        let run = try self.run(found.files)
        switch format {
        case .json:
            let document = VectorDocument(run, malformed: malformed)
            try FileHandle.standardOutput.write(octets: [UInt8](document.printedJSON()))
        case .table:
            let table = VectorTable(run, on: .standardOutput)
            try FileHandle.standardOutput.write(line: table.lines.joined(separator: "\n"))
        }
        for failure in run.failures { try FileHandle.standardError.write(line: "tlsbench: \(failure)") }
        guard run.failures.isEmpty else { throw ExitStatus.failed }
        guard run.total.passed > 0 else {
            throw Ending(.badData, "\(vectors): no vector could be run")
        }
        guard malformed.isEmpty else { throw ExitStatus.badData }
    }

    private func run(_ files: [VectorFile]) throws -> VectorRun {
        let progress = Progress(verbosity)
        defer { progress.clear() }
        progress.show("asking which code each backend has for this processor")
        let isLimited = instructionSet.isa != nil || InstructionSet.maskName != "native"
        let tiers = isLimited ? VectorTier.current(of: backend) : try VectorTier.all(of: backend)
        return try VectorRun(files, tiers, progress: { progress.show($0, $1, $2) })
    }

    private func word(_ isPassed: Bool) -> String {
        Terminal.standardOutput.styled(isPassed ? "pass" : "FAIL", isPassed ? .good : .bad)
    }
}
