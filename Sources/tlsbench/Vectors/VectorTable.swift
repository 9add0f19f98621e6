internal import BenchReport

/// What came of vectors, in lines that fit a terminal.
struct VectorTable {
    /// The lines.
    private(set) var lines: [String] = []
    private let width: Int

    init(_ run: VectorRun, on terminal: Terminal) {
        // The numbers and a tier's name need as much.
        width = max(Self.numbersEnd + 20, terminal.width)
        lines = drawn(run)
    }

    private func drawn(_ run: VectorRun) -> [String] {
        var lines = [row("file, backend", ["passed", "failed", "unsupported"], "tiers")]
        for (file, counts) in zip(run.files, run.counts) where !file.cases.isEmpty {
            lines.append(shortened(file.name))
            lines += rows(run.tiers, counts)
        }
        let total = run.total
        lines += ["", row("total", [total.passed, total.failed, total.unsupported].map(String.init), "")]
        let others = run.files.compactMap { file -> String? in
            guard case .noVectors(let reason) = file.content else { return nil }
            return "\(file.name): \(reason)"
        }
        if !others.isEmpty { lines += ["", "not vectors"] + others.map { shortened("  \($0)") } }
        let reasons = run.unsupported.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        if !reasons.isEmpty {
            lines += ["", "unsupported test cases, by their reasons"] + reasons.map { "  \($0.key): \($0.value)" }
        }
        return lines
    }

    /// A row for each backend, or more if its tiers differ.
    private func rows(_ tiers: [VectorTier], _ counts: [VectorRun.Counts]) -> [String] {
        var groups: [(backend: String, counts: VectorRun.Counts, tiers: [String])] = []
        for (tier, counts) in zip(tiers, counts) {
            if let place = groups.firstIndex(where: { $0.backend == tier.backend && $0.counts == counts }) {
                groups[place].tiers.append(tier.name)
            } else {
                groups.append((tier.backend, counts, [tier.name]))
            }
        }
        return groups.flatMap { group in
            let numbers = [group.counts.passed, group.counts.failed, group.counts.unsupported].map(String.init)
            return wrapped(group.tiers).enumerated().map { line, tiers in
                line == 0 ? row("  \(group.backend)", numbers, tiers) : row("", ["", "", ""], tiers)
            }
        }
    }

    private static let numbersEnd = 16 + 8 + 8 + 13

    private func row(_ label: String, _ numbers: [String], _ tiers: String) -> String {
        let cells = zip(numbers, [8, 8, 13]).map { text, width in
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let line = label + String(repeating: " ", count: max(0, 16 - label.count)) + cells.joined() + "  " + tiers
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// Names with spaces between, in lines that fit behind the numbers.
    private func wrapped(_ names: [String]) -> [String] {
        names.reduce(into: [String]()) { lines, name in
            if let last = lines.last, Self.numbersEnd + 3 + last.count + name.count <= width {
                lines[lines.count - 1] = "\(last) \(name)"
            } else {
                lines.append(name)
            }
        }
    }

    /// The end of a long name tells more than its beginning.
    private func shortened(_ name: String) -> String {
        name.count <= width ? name : "…" + name.suffix(width - 1)
    }
}
