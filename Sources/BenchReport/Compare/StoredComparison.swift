internal import BenchStatistics
internal import Glibc

/// Two stored results beside each other: how each benchmark's time changed, and whether that may block.
///
/// Nothing here was measured together, so times are compared between equal machines alone, and what differs in the software is
/// named.
public struct StoredComparison: Sendable {
    /// One for each benchmark of either result, worst first.
    public let rows: [Row]
    /// What changed in the software between the two; empty if nothing did.
    public let toolchain: [String]
    /// What else may have moved the times.
    public let remarks: [String]
    /// Whether a slowdown may block at all.
    public let isGate: Bool
    /// Whether a missing benchmark may not.
    public let allowsMissing: Bool

    /// One benchmark.
    public struct Row: Hashable, Sendable {
        /// Its identifier.
        public let id: String
        /// What became of it.
        public let status: Status
        /// What one operation took in the baseline, in nanoseconds.
        public let before: Double?
        /// The same in the new result; by the same estimator if both have it, else both are medians.
        public let after: Double?
        /// ln(after / before) with its 95 % interval, which is nil with too few generations.
        public let change: Change?
        /// The slowdown from which it blocks under `--gate`, as a share, and what that was learned from.
        public let limit: BlockingLimit?
        /// Why there is no change.
        public let reason: String?
    }

    /// ln(after / before).
    public struct Change: Hashable, Sendable {
        /// The difference of the trimmed means of the generations' logarithms; with too few of them, of the medians.
        public let estimate: Double
        /// The 95 % interval of it (Yuen and Welch).
        public let interval: [Double]?
    }

    /// What became of a benchmark; the worst first.
    public enum Status: String, Sendable, CaseIterable {
        /// Slower by more than its limit, under `--gate`: blocks.
        case regressed
        /// The baseline alone has it; blocks under `--gate` unless that is allowed.
        case missing
        /// Not comparable, for it was not the same thing that was measured.
        case refused
        /// Slower by more than the margin, and the interval excludes 0.
        case slower
        /// Beyond the margin to either side, but the interval includes 0 or there is none.
        case unclear
        /// Faster by more than the margin, and the interval excludes 0.
        case faster
        /// The new result alone has it.
        case new
        /// Within the margin.
        case unchanged
    }

    /// Compares two results, and throws where their times may not be compared.
    ///
    /// - Parameters:
    ///   - history: what limits are learned from.
    ///   - isGate: whether a slowdown may block.
    public init(
        baseline: ComparedRun,
        new: ComparedRun,
        history: History = History(),
        isGate: Bool = false,
        allowsMissing: Bool = false
    ) throws(ComparisonRefusal) {
        let (before, after) = (Fingerprint(baseline), Fingerprint(new))
        guard before.hardware == after.hardware else {
            throw .otherMachine(baseline: before.machine, new: after.machine, commit: baseline.commit)
        }
        toolchain = after.changes(since: before)
        guard toolchain.isEmpty || !isGate else { throw .otherToolchain(toolchain, commit: baseline.commit) }
        remarks = after.remarks(since: before)
        self.isGate = isGate
        self.allowsMissing = allowsMissing

        let old = Dictionary(baseline.entries.map { ($0.benchmark.id, $0) }) { first, _ in first }
        let known = Set(new.entries.map(\.benchmark.id))
        let rows = new.entries.map { entry -> Row in
            guard let earlier = old[entry.benchmark.id] else {
                return Row(entry.benchmark.id, .new, nil, entry, "the baseline has no such benchmark")
            }
            if let reason = Self.mismatch((baseline, earlier), (new, entry)) {
                return Row(entry.benchmark.id, .refused, earlier, entry, reason)
            }
            return Row(earlier, entry, BlockingLimit(history.lesson(of: entry, in: new)), isGate: isGate)
        }
        let missing = baseline.entries.filter { !known.contains($0.benchmark.id) }.map {
            Row($0.benchmark.id, .missing, $0, nil, "the new result has no such benchmark")
        }
        self.rows = (rows + missing).sorted { $0.place < $1.place }
    }

    /// Whether nothing could be compared: what one result alone has, and what does not mean the same, is all there is. What is missing
    /// where it may not be blocks instead.
    public var isRefused: Bool {
        let isCompared = rows.contains { ![.refused, .missing, .new].contains($0.status) }
        return !isCompared && (rows.contains { $0.status == .refused } || !blocks)
    }

    /// Whether the command should fail.
    public var blocks: Bool {
        rows.contains { $0.status == .regressed || ($0.status == .missing && isGate && !allowsMissing) }
    }

    private typealias Measured = (run: ComparedRun, entry: ComparedRun.Entry)

    /// Why two benchmarks of one name are not the same thing; nil if they are.
    private static func mismatch(_ before: Measured, _ after: Measured) -> String? {
        let properties: [(String, (Measured) -> String)] = [
            ("it means something else: definition", { $0.entry.benchmark.definitionHash }),
            ("other CPU features: isa", { $0.entry.benchmark.isa }),
            ("other build: configuration", { $0.run.build?.configuration ?? "not told" }),
            ("other workers: protocol", { "\($0.run.document.tool.protocolVersion)" }),
        ]
        return properties.first { $0.1(before) != $0.1(after) }.map { "\($0.0) \($0.1(before)) → \($0.1(after))" }
    }
}

extension StoredComparison.Row {
    fileprivate init(
        _ id: String,
        _ status: StoredComparison.Status,
        _ before: ComparedRun.Entry?,
        _ after: ComparedRun.Entry?,
        _ reason: String
    ) {
        self.id = id
        self.status = status
        let estimator = Self.common(before, after)
        self.before = before?.time(by: estimator)
        self.after = after?.time(by: estimator)
        change = nil
        limit = nil
        self.reason = reason
    }

    /// Two that mean the same.
    fileprivate init(
        _ before: ComparedRun.Entry,
        _ after: ComparedRun.Entry,
        _ limit: BlockingLimit,
        isGate: Bool
    ) {
        id = after.benchmark.id
        let estimator = Self.common(before, after)
        let (earlier, later) = (before.time(by: estimator), after.time(by: estimator))
        self.before = earlier
        self.after = later
        self.limit = limit
        reason = nil
        let test = YuenWelchTest(after.logarithms(by: estimator), minus: before.logarithms(by: estimator))
        let estimate = test?.estimate ?? log(later / earlier)
        change = StoredComparison.Change(estimate: estimate, interval: test.map { [$0.low, $0.high] })
        let excludesZero = test.map { $0.low > 0 || $0.high < 0 } ?? false
        status =
            if abs(estimate) <= log(1 + limit.margin) {
                .unchanged
            } else if !excludesZero {
                .unclear
            } else if estimate < 0 {
                .faster
            } else if isGate && estimate > log(1 + limit.share) {
                .regressed
            } else {
                .slower
            }
    }

    /// How the values of processes are made for both: as they were, or else from the batches as medians.
    private static func common(_ before: ComparedRun.Entry?, _ after: ComparedRun.Entry?) -> ProcessEstimator {
        guard let before, let after else { return before?.estimator ?? after?.estimator ?? .median }
        return before.estimator == after.estimator ? after.estimator : .median
    }

    /// Worst first: by status, by slowdown, by name.
    fileprivate var place: (Int, Double, String) {
        (StoredComparison.Status.allCases.firstIndex(of: status) ?? 0, -(change?.estimate ?? 0), id)
    }
}
