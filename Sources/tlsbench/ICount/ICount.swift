internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import Scenarios

/// `tlsbench icount`: how many instructions an operation takes, in which functions, and of which extensions.
struct ICount: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "icount",
        abstract: "Count the instructions of operations.",
        discussion: """
            A count is the same on a busy machine as on an idle one. Callgrind counts quickly, on a processor without VAES, SHA \
            extensions, ADX and AVX-512; single steps count the very code that is timed, some ten microseconds for each \
            instruction, and tell which extensions it used. auto takes callgrind where the same code runs there.

            Examples:
              tlsbench icount --filter 'record-seal/aes-128-gcm/16384'
              tlsbench icount --with steps --backend openssl --filter rsa-decrypt/2048
              tlsbench icount --without adx --with steps --filter rsa-decrypt/2048/openssl

            Exit status: 0 done, 1 nobody can count here, 5 a wrong result or a failed operation, 64 usage, 75 another run is \
            going on, 130 interrupted.
            """
    )

    @OptionGroup var options: ICountOptions

    func run() throws {
        let groups = try options.groups
        let stage = try GateStage()
        defer { stage.remove() }
        let counters = try Counters(stage, options.with)
        if let json = options.json { try ResultFile.checkWritable(json) }
        let lock = try RunLock()
        defer { lock.release() }
        try Verification.require(options.backend.filter { $0 != Registry.engineAlone }, options.verbosity)
        StopRequest.watch()
        let set = options.set
        let benchmarks = groups.flatMap(\.benchmarks)
        let progress = Progress(options.verbosity)
        var rows: [InstructionDocument.Row] = []
        do {
            for (place, benchmark) in benchmarks.enumerated() {
                progress.show(benchmark.id, place, benchmarks.count)
                let counted = try counters.count(benchmark, limitedTo: set, seed: options.seed)
                rows.append(
                    InstructionDocument.Row(benchmark, counted.profile, nativePath: counted.nativePath) { readable($0) }
                )
            }
        } catch let failure as RunFailure {
            progress.clear()
            if failure == .interrupted { throw ExitCode(130) }
            try FileHandle.standardError.write(line: "tlsbench: \(failure)")
            throw ExitCode(5)
        }
        progress.clear()
        let document = InstructionDocument(
            tool: toolVersion,
            cpu: MachineDescription().name,
            features: set.features.sorted().map(\.rawValue),
            settings: SettingsInForce.own.lines,
            rows: rows
        )
        if let json = options.json { try ResultFile.write(try document.render(.json), to: json) }
        try FileHandle.standardOutput.write(octets: [UInt8](try document.render(options.format, on: .standardOutput)))
    }
}
