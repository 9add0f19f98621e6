internal import BenchCore
internal import Foundation

/// How well the times of a run are known: how many of which quality, and for each that is known no better than to ±2 % what to
/// do about it.
struct QualityLines {
    static let heading = "how well the times are known, by half of their 95 % intervals (\(Quality.meaning))"

    /// `352 of 371 rows within ±2 %: 301 quiet, 35 ok, 16 noisy, 19 wide`.
    let summary: String
    /// The widest first.
    let rows: [Row]
    /// How many more there are.
    let left: Int

    /// A row that is known no better than to ±2 %.
    struct Row {
        /// `rsa-decrypt/2048/swift ±3.4%: batches differ by 0.9%, processes by 1.2%`.
        let text: String
        /// `tlsbench run --time 21 --filter '^rsa-decrypt/2048/swift$'`.
        let remedy: String?
    }

    /// Nil of a gate, whose intervals are of differences.
    ///
    /// - Parameter most: how many rows at most.
    init?(_ document: ResultDocument, most: Int = .max) {
        guard document.kind == "run" else { return nil }
        let measured = document.benchmarks.compactMap { benchmark in benchmark.statistics.map { (benchmark, $0) } }
        let qualities = measured.compactMap { Quality(rawValue: $0.1.quality) }
        let counts = Quality.allCases.compactMap { quality -> String? in
            let count = qualities.count { $0 == quality }
            return count == 0 ? nil : "\(count) \(quality.rawValue)"
        }
        let good = qualities.count(where: \.isWithinLimit)
        summary = "\(good) of \(measured.count) rows within ±2 %: \(counts.joined(separator: ", "))"
        let poor = measured.filter { Quality(rawValue: $0.1.quality)?.isWithinLimit == false }
            .sorted { ($0.1.halfWidth ?? .infinity, $0.0.id) > ($1.1.halfWidth ?? .infinity, $1.0.id) }
        rows = poor.prefix(most).map { benchmark, statistics in
            let library = document.builds["A"]?.libs[benchmark.backend]?.named
            return Row(benchmark, statistics, suite: document.tool.suite, library: library)
        }
        left = poor.count - rows.count
    }

    /// Lines for a terminal. A command stays in one line, however long: it is there to be copied.
    func lines(on terminal: Terminal) -> [String] {
        let more = left > 0 ? ["and \(left) more: --format markdown has them all"] : []
        return terminal.fitted([Self.heading, summary])
            + rows.flatMap { row in terminal.fitted([row.text]) + (row.remedy.map { ["  " + $0] } ?? []) } + more
    }

    /// Items of a list for a page.
    var markdown: [String] {
        [summary] + rows.map { row in row.text + (row.remedy.map { ": `\($0)`" } ?? "") }
    }
}

extension QualityLines.Row {
    /// What batches and processes differ by tells where the width comes from.
    ///
    /// - Parameter library: what `--library` called the one behind the row.
    init(_ benchmark: BenchmarkResult, _ statistics: BenchmarkResult.Statistics, suite: String, library: String?) {
        let width = statistics.halfWidth.map { "±" + Quantities.percent($0) } ?? "without an interval"
        text =
            "\(statistics.quality) \(benchmark.id) \(width): "
            + "batches differ by \(Quantities.percent(statistics.cvWithin)), "
            + "processes by \(Quantities.percent(statistics.cvBetween))"
        remedy = Self.remedy(benchmark, statistics, suite, library)
    }

    /// The same row by itself for as long as it takes to bring the interval to three quarters of what it must stay below: its
    /// width falls with the square root of the number of processes. Nothing for a suite that nobody has.
    private static func remedy(
        _ benchmark: BenchmarkResult,
        _ statistics: BenchmarkResult.Statistics,
        _ suite: String,
        _ library: String?
    ) -> String? {
        guard ["quick", "standard", "full"].contains(suite), isIdentifier(benchmark.id),
            library.map(isName) ?? true
        else { return nil }
        let excess = (statistics.halfWidth ?? .infinity) / (0.75 * Quality.limit)
        let processes = Double(max(statistics.generations, 8)) * excess * excess
        let seconds = min(max(Schedule.seconds(forGenerations: processes).rounded(.up), 4), longest)
        // The mask is no part of the name that `--filter` looks at; `null` runs only where it is asked for.
        let name = benchmark.id.prefix { $0 != "@" }
        return "tlsbench run" + (suite == "standard" ? "" : " --suite \(suite)")
            + (benchmark.isa == "native" ? "" : " --isa \(benchmark.isa)")
            + (benchmark.backend == "null" ? " --backend null" : "")
            + (library.map { " --library \($0)=PATH" } ?? "")
            + " --time \(Int(seconds)) --filter '^\(name)$'"
    }

    /// Seconds: beyond a minute it is the machine that has to change.
    private static let longest = 60.0
}
