internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import Scenarios

/// `tlsbench isa`: what each instruction set is worth, per operation and backend.
struct ISA: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure what each CPU feature is worth.",
        discussion: """
            Workers that are limited to different sets of features take turns, so that ratios are paired. What libraries may \
            use is read back from each of them; a mask without effect is an error.

            Examples:
              tlsbench isa
              tlsbench isa --mode leave-one-out --backend openssl --filter rsa-decrypt
              tlsbench isa --mode leave-one-out --features ssse3,aesni,aesni+pclmulqdq,adx,adx+bmi2+avx2,sha

            Exit status: 0 done, 1 a mask had no effect, 5 a wrong result or a failed operation, 64 usage, 75 another run is \
            going on, 130 interrupted.
            """
    )

    @OptionGroup var options: ISAOptions

    func run() throws {
        let variants = try options.variants
        let groups = try selectedGroups()
        let processor = try chosenProcessor(options.cpu)
        if let json = options.json { try ResultFile.checkWritable(json) }
        let lock = try RunLock()
        defer { lock.release() }
        if let warning = OpenSSLVariable.warning { try FileHandle.standardError.write(line: "tlsbench: \(warning)") }
        try Verification.require(options.backend)

        StopRequest.watch()
        let started = Date()
        let machine = MachineDescription()
        let seed = options.seed ?? UInt64.random(in: 0..<1 << 48)
        let masks = try FeatureMasks(
            variants,
            backends: options.backend,
            benchmarks: groups.flatMap(\.benchmarks),
            arguments: ["worker", "--suite", Suite.full.rawValue, "--cpu", String(processor)]
        )
        let seats = variants.count * (groups.map(\.benchmarks.count).max() ?? 1)
        let seconds = options.time ?? min(30, 200 / Double(groups.count))
        let schedule = Schedule(secondsPerGroup: seconds, generations: 5, seats: seats, seed: seed)
        var coordinator = Coordinator(schedule, masks.commands)
        let progress = ProgressBar()
        let outcome = coordinator.run(groups) { progress.show($0, $1, $2) }
        progress.clear()
        if let failure = outcome.failure, failure != .interrupted {
            try FileHandle.standardError.write(line: "tlsbench: \(failure)")
            throw ExitCode(5)
        }
        if outcome.measurements.isEmpty { throw Run.interrupted("nothing was measured") }
        let report = RunReport(
            suite: .full,
            reference: variants[0].name,
            seed: seed,
            processor: processor,
            machine: machine,
            started: started,
            isInterrupted: outcome.failure != nil
        )
        let document = document(report, outcome.measurements, masks, variants)
        if let json = options.json { try ResultFile.write(document, to: json) }
        try FileHandle.standardOutput.write(octets: [UInt8](try options.format.render(document)))
        if outcome.failure != nil { throw Run.interrupted("kept what there was") }
    }

    /// What the filter lets through. A row that runs the code of the one before, such as the records of `gmp`, which are
    /// those of `swift`, is left out.
    private func selectedGroups() throws -> [BenchmarkGroup] {
        let groups = ScenarioCatalogue.groups(
            backends: options.backend.filter { $0 != Registry.engineAlone },
            engineAlone: options.backend.filter { $0 == Registry.engineAlone },
            suite: .full
        )
        let backends = Set(options.backend.map { $0.identity.name })
        let selected = try Filter(options.filter ?? ISAOptions.standardFilter).apply(groups)
        return selected.compactMap { group in
            var kept: [Benchmark] = []
            for benchmark in group.benchmarks where backends.contains(benchmark.backend) {
                if benchmark.codePath.isEmpty || !kept.contains(where: { $0.codePath == benchmark.codePath }) {
                    kept.append(benchmark)
                }
            }
            return kept.isEmpty ? nil : BenchmarkGroup(kept)
        }
    }

    private func document(
        _ report: RunReport,
        _ measurements: [MeasuredBenchmark],
        _ masks: FeatureMasks,
        _ variants: [FeatureVariants.Variant]
    ) -> ResultDocument {
        let rows = measurements.map { measured in
            let variant = variants[measured.command]
            let reference = measurements.first {
                $0.benchmark.id == measured.benchmark.id && $0.command == variant.reference
            }
            return BenchmarkResult(
                measured,
                reference: measured.command == variant.reference ? nil : reference,
                isa: variant.name,
                referenceISA: variants[variant.reference].name,
                codePath: masks.paths[measured.command][measured.benchmark.id]
            )
        }
        var document = report.document(measurements, rows)
        document.kind = "isa"
        document.isa = FeatureStudy(mode: options.mode.rawValue, sets: masks.sets)
        return document
    }
}
