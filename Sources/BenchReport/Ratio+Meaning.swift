extension BenchmarkResult.Ratio {
    /// Whether the interval has 1 in it, or there is none: nobody can tell which of the two is faster.
    public var isLevel: Bool { ci95.value.map { $0[0] <= 1 && $0[1] >= 1 } ?? true }

    /// `2.00×`, and `≈1.05×` where the two can be equal.
    public var text: String { (isLevel ? "≈" : "") + Quantities.ratio(estimate) }

    /// How a terminal colours it.
    var meaning: Terminal.Meaning { isLevel ? .faint : estimate > 1 ? .good : .bad }
}
