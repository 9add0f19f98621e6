internal import BenchCore
internal import Foundation

/// How far the medians of a run can be trusted: how many of which quality, and a line for each that is noisy or worse.
struct QualityLines {
    static let heading =
        "quality of medians, by the half-width of their 95 % intervals (quiet below 0.5 %, ok 1 %, noisy 2 %, else unusable)"

    /// `31 quiet, 12 ok, 1 noisy`, then `noisy rsa-decrypt/2048/swift ±1.4 %: batches differ by 0.9 %, processes by 1.2 %`.
    let lines: [String]

    /// Nothing of a gate, whose intervals are of differences.
    ///
    /// - Parameter most: how many lines at most; what they leave out is counted in one more.
    init(_ document: ResultDocument, most: Int = .max) {
        guard document.kind == "run" else {
            lines = []
            return
        }
        let measured = document.benchmarks.compactMap { benchmark in benchmark.statistics.map { (benchmark.id, $0) } }
        let counts = Self.names.compactMap { name -> String? in
            let count = measured.count { $0.1.quality == name }
            return count == 0 ? nil : "\(count) \(name)"
        }
        let poor = measured.filter { ["noisy", "unusable"].contains($0.1.quality) }
            .sorted { (Self.halfWidth($0.1) ?? .infinity, $0.0) > (Self.halfWidth($1.1) ?? .infinity, $1.0) }
        let left = poor.count > most ? ["and \(poor.count - most) more: --format markdown has them all"] : []
        lines = [counts.joined(separator: ", ")] + poor.prefix(most).map { Self.line($0.0, $0.1) } + left
    }

    private static let names = ["quiet", "ok", "noisy", "unusable"]

    private static func halfWidth(_ statistics: BenchmarkResult.Statistics) -> Double? {
        statistics.ci95.value.map { ($0[1] - $0[0]) / 2 / statistics.median }
    }

    /// Which of the two is larger tells what to have more of: batches (`--time`), or processes.
    private static func line(_ id: String, _ statistics: BenchmarkResult.Statistics) -> String {
        let width = halfWidth(statistics).map { "±" + Quantities.percent($0) } ?? "without an interval"
        let (batches, processes) = (statistics.cvWithin, statistics.cvBetween)
        return "\(statistics.quality) \(id) \(width): batches differ by \(Quantities.percent(batches)), "
            + "processes by \(Quantities.percent(processes))"
    }
}
