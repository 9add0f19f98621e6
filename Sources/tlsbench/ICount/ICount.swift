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
            instruction, and show which extensions it used. auto takes callgrind where the same code runs there.

            Examples:
              tlsbench icount --filter 'record-seal/aes-128-gcm/16384'
              tlsbench icount --with steps --backend openssl --filter rsa-decrypt/2048
              tlsbench icount --without adx --with steps --filter rsa-decrypt/2048/openssl

            \(ExitStatus.help([.failed, .unavailable, .busy, .interrupted], [.no: "instructions cannot be counted on this machine"]))
            """
    )

    @OptionGroup var options: ICountOptions

    func run() throws {
        let named = try options.libraries.found()
        let measured = try options.columns(named)
        if let json = options.json { try ResultFile.checkWritable(json) }
        let stage = try GateStage()
        defer { stage.remove() }
        let counters = try Counters(stage, options.with)
        let lock = try RunLock()
        defer { lock.release() }
        StopRequest.watch()
        let set = options.set
        let columns = measured.columns(in: counters.worker(limitedTo: set))
        try ColumnVerification.require(columns, measured.libraries, options.verbosity)
        _ = try ColumnLibraries(columns, measured.libraries)
        let benchmarks = measured.groups.flatMap { group in
            columns.flatMap { column in
                group.benchmarks.filter(column.has).map { (benchmark: $0, column: column) }
            }
        }
        let progress = Progress(options.verbosity)
        var (rows, failed): ([InstructionDocument.Row], [InstructionDocument.Failed]) = ([], [])
        func document(isPartial: Bool) -> InstructionDocument {
            InstructionDocument(
                tool: toolVersion,
                cpu: MachineDescription().name,
                features: set.features.sorted().map(\.rawValue),
                settings: SettingsInForce.own.lines,
                labels: options.labels.byKey,
                rows: rows,
                failed: failed,
                isPartial: isPartial
            )
        }
        var checkpoint = Checkpoint(options.json)
        var stopped: RunFailure?
        do {
            for (place, (benchmark, column)) in benchmarks.enumerated() {
                let row = benchmark.named(column.name)
                progress.show(row.id, place, benchmarks.count)
                do { rows.append(try count(benchmark, row, column, counters)) } catch let failure as RunFailure {
                    guard failure.isOfOneBenchmark else { throw failure }
                    failed.append(InstructionDocument.Failed(id: row.id, reason: failure.reason))
                } catch let failure as CommandFailure {
                    failed.append(InstructionDocument.Failed(id: row.id, reason: "\(failure)"))
                }
                checkpoint.write { try document(isPartial: true).render(.json) }
            }
        } catch let failure as RunFailure { stopped = failure }
        progress.clear()
        if let stopped, rows.isEmpty && failed.isEmpty { throw stopped }
        let whole = document(isPartial: stopped != nil)
        try checkpoint.finish {
            try whole.render(.json)
        } printing: {
            try whole.render(options.format, on: .standardOutput)
        }
        let lines = measured.plugins.faults + failed.map(\.line)
        if let stopped {
            throw Ending(
                Ending(stopped).status,
                lines + ["\(stopped); kept \(rows.count) of \(benchmarks.count) counts"]
            )
        }
        if !lines.isEmpty { throw Ending(.failed, lines) }
    }

    /// - Parameters:
    ///   - benchmark: as the worker knows it.
    ///   - row: as the table has it.
    private func count(
        _ benchmark: Benchmark,
        _ row: Benchmark,
        _ column: Column,
        _ counters: Counters
    ) throws -> InstructionDocument.Row {
        let counted = try counters.count(benchmark.id, by: column.worker, seed: options.seed)
        return InstructionDocument.Row(row, counted.profile, nativePath: counted.nativePath) { readable($0) }
    }
}
