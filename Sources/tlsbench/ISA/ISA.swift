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
        let libraries = try options.libraries.found()
        let measured = try measuredColumns(libraries)
        if let warning = OpenSSLVariable.warning { try FileHandle.standardError.write(line: "tlsbench: \(warning)") }
        let session = try Session(options.session)
        defer { session.release() }
        let masks = try FeatureMasks(variants, measured, in: session.worker(.full))
        let columns = masks.columns.flatMap(\.self)
        try ColumnVerification.require(columns, measured.libraries, options.session.verbosity)
        // Code paths without a limit; those of each variant are in its rows.
        let found = try ColumnLibraries(measured.columns(in: session.worker(.full)), measured.libraries)
        let seats = measured.groups.map { columns.rows(of: $0) }.max() ?? 1
        let seconds = options.time ?? min(30, 200 / Double(measured.groups.count))
        let report = session.report(.full, reference: variants[0].name, found)
        try session.measure(
            measured.groups,
            Schedule(secondsPerGroup: seconds, generations: 10, seats: seats, seed: session.seed),
            columns,
            measured.plugins
        ) { document(report, $0, masks, variants) }
    }

    /// What the filter lets through. A row that runs another column's code, such as the records of `gmp`, which are those of
    /// `swift`, is left out where the other is there.
    private func measuredColumns(_ libraries: [NamedLibrary]) throws -> MeasuredColumns {
        let names = Set(options.backends.map { $0.identity.name })
        return try MeasuredColumns(
            options.backends,
            libraries,
            in: .full,
            hasPeers: false,
            where: Filter(
                options.filter ?? ISAOptions.standardFilter,
                also: { benchmark in
                    benchmark.codeOf == benchmark.backend || !names.contains(benchmark.codeOf)
                }
            )
        )
    }

    private func document(
        _ report: RunReport,
        _ outcome: Coordinator.Outcome,
        _ masks: FeatureMasks,
        _ variants: [FeatureVariants.Variant]
    ) -> ResultDocument {
        let width = masks.columns[0].count
        let rows = outcome.measurements.map { measured in
            let variant = measured.column / width
            let reference = outcome.measurements.first {
                $0.benchmark.id == measured.benchmark.id && $0.column < width
            }
            return BenchmarkResult(
                measured,
                reference: reference,
                isa: variants[variant].name,
                referenceISA: variants[0].name,
                codePath: masks.paths[variant][measured.benchmark.id]
            )
        }
        let failed = outcome.failed.map { FailedResult($0, isa: variants[$0.column / width].name) }
        var document = report.document(outcome, rows, failed)
        document.kind = "isa"
        document.isa = FeatureStudy(mode: options.mode.rawValue, sets: masks.sets)
        return document
    }
}
