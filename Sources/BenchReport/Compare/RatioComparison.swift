internal import BenchCore
internal import Foundation

/// Backends beside the reference in two results: unlike times, such ratios may be looked at across machines, though each CPU
/// and each library has its own. It never blocks.
public struct RatioComparison: Sendable {
    /// One for each benchmark that has a ratio in both and means the same, in order of what became of it, worst first.
    public let rows: [Row]
    /// Both machines.
    private let header: [String]

    /// One benchmark; ratios above 1 are faster than the reference.
    public struct Row: Hashable, Sendable {
        /// Its identifier.
        public let id: String
        /// Time of the reference over its time, in the baseline.
        public let before: Double
        /// The same in the new result.
        public let after: Double
        /// Both as a cell has them.
        let texts: [String]

        /// - Parameter texts: those of the ratios alone unless given.
        init(id: String, before: Double, after: Double, texts: [String]? = nil) {
            self.id = id
            self.before = before
            self.after = after
            self.texts = texts ?? [before, after].map(Quantities.ratio)
        }

        /// How much faster it became beside the reference, as a share.
        var change: Double { after / before - 1 }
    }

    /// Takes what both results have.
    public init(baseline: ComparedRun, new: ComparedRun) {
        let (old, now) = (Self.ratios(baseline), Self.ratios(new))
        rows = now.compactMap { key, ratio in
            old[key].map { Row(id: key.id, before: $0.value, after: ratio.value, texts: [$0.text, ratio.text]) }
        }.sorted { ($0.change, $0.id) < ($1.change, $1.id) }
        header = [("baseline", baseline), ("new", new)].map { name, run in
            "\(name): \(run.document.started), \(Fingerprint(run).machine)"
        }
    }

    /// Ratios of different things are no change of one.
    private struct Key: Hashable {
        let id, definitionHash, reference: String
    }

    /// A speed, and what a cell says of it.
    private struct Speed {
        let value: Double
        let text: String
    }

    private static func ratios(_ run: ComparedRun) -> [Key: Speed] {
        let entries = run.entries
        let reference = run.document.tool.reference
        func group(_ benchmark: BenchmarkResult) -> [String] {
            [benchmark.op] + benchmark.params.list.map { "\($0.name)=\($0.value)" }.sorted()
        }
        let references = Dictionary(
            entries.filter { $0.benchmark.backend == reference }.map { (group($0.benchmark), $0.statistics.headline) }
        ) { first, _ in first }
        let ratios = entries.compactMap { entry -> (Key, Speed)? in
            guard entry.benchmark.backend != reference, let other = references[group(entry.benchmark)] else {
                return nil
            }
            let key = Key(
                id: entry.benchmark.id,
                definitionHash: entry.benchmark.definitionHash,
                reference: reference
            )
            // What a run took turn by turn is better than the medians, which are all that a gate has of two backends.
            let unpaired = other / entry.statistics.headline
            guard run.side == "A", let paired = entry.benchmark.ratio.value else {
                return (key, Speed(value: unpaired, text: Quantities.ratio(unpaired)))
            }
            return (key, Speed(value: paired.estimate, text: paired.text))
        }
        return Dictionary(ratios) { first, _ in first }
    }

    private static let titles = ["benchmark", "baseline → new", "change"]

    private static func cells(_ row: Row) -> [String] {
        [
            row.id, row.texts.joined(separator: " → "),
            String(format: "%+.1f %%", row.change * 100),
        ]
    }

    private static let hint =
        "Times of the reference over times of each backend: above 1× is faster than the reference, ≈ where it can be equal. "
        + "Informational: CPUs and libraries differ in what they are good at."

    /// For a terminal, without what changed by less than 2 %.
    ///
    /// - Parameter isWhole: whether each has a line.
    public func report(isWhole: Bool = false, on terminal: Terminal = .plain) -> String {
        let shown = rows.filter { isWhole || abs($0.change) > BlockingLimit.smallest }
        var lines = terminal.fitted(header.map(withoutControls)) + [""]
        lines += shown.isEmpty ? [] : terminal.aligned([Self.titles] + shown.map(Self.cells)) + [""]
        lines += terminal.fitted(["\(rows.count) ratios, \(rows.count - shown.count) not shown", Self.hint])
        return lines.joined(separator: "\n") + "\n"
    }

    /// For a page, all of them.
    public func markdown() -> String {
        var lines = ["### tlsbench compare: ratios", ""]
        lines += MarkdownTable(Self.titles, rows.map(Self.cells)).lines
        lines += [""] + header.map { "- \(escapedForMarkdown(withoutControls($0)))" } + ["", Self.hint]
        return lines.joined(separator: "\n") + "\n"
    }
}
