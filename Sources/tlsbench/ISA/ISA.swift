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
              tlsbench isa --mode leave-one-out --features adx,adx+bmi2+avx2,sha

            \(ExitStatus.help([.failed, .unavailable, .busy, .interrupted], [.no: "a mask had no effect"]))
            """
    )

    @OptionGroup var options: ISAOptions

    func run() throws {
        let variants = try options.variants
        let groups = try selectedGroups()
        if let warning = OpenSSLVariable.warning { try FileHandle.standardError.write(line: "tlsbench: \(warning)") }
        let session = try Session(options.session, verifying: options.backends)
        defer { session.release() }
        let masks = try FeatureMasks(
            variants,
            backends: options.backends,
            benchmarks: groups.flatMap(\.benchmarks),
            arguments: session.workerArguments(.full)
        )
        let seats = variants.count * (groups.map(\.benchmarks.count).max() ?? 1)
        let seconds = options.time ?? min(30, 200 / Double(groups.count))
        let report = session.report(.full, reference: variants[0].name)
        try session.measure(
            groups,
            Schedule(secondsPerGroup: seconds, generations: 10, seats: seats, seed: session.seed),
            masks.commands
        ) { document(report, $0, masks, variants) }
    }

    /// What the filter lets through. A row that runs the code of the one before, such as the records of `gmp`, which are
    /// those of `swift`, is left out.
    private func selectedGroups() throws -> [BenchmarkGroup] {
        let groups = Registry.groups(of: options.backends, in: .full)
        let backends = Set(options.backends.map { $0.identity.name })
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
        _ outcome: Coordinator.Outcome,
        _ masks: FeatureMasks,
        _ variants: [FeatureVariants.Variant]
    ) -> ResultDocument {
        let rows = outcome.measurements.map { measured in
            let reference = outcome.measurements.first { $0.benchmark.id == measured.benchmark.id && $0.command == 0 }
            return BenchmarkResult(
                measured,
                reference: reference,
                isa: variants[measured.command].name,
                referenceISA: variants[0].name,
                codePath: masks.paths[measured.command][measured.benchmark.id]
            )
        }
        let failed = outcome.failed.map { FailedResult($0, isa: variants[$0.command].name) }
        var document = report.document(outcome, rows, failed)
        document.kind = "isa"
        document.isa = FeatureStudy(mode: options.mode.rawValue, sets: masks.sets)
        return document
    }
}
