internal import BenchCore
internal import BenchFleet
internal import BenchReport
internal import BenchStatistics

/// What the template of a fleet shows. A page stays small however many files there are: of long lists the first entries are on
/// it, and it says in which file the rest is.
struct FleetContent {
    let style: Markup
    let title: String
    let subtitle: String
    let lead: String
    let kinds: [FleetKindSection]
    let hasUnnamed: Bool
    let machineLabel: String
    let labels: [Label]
    let labelNotes: [String]
    let missing: [Missing]
    let missingRest: String?
    let leftOut: [LeftOut]
    let leftOutRest: String?
    let rowsRest: String?

    /// Machines of a kind that have a value of a label.
    struct Label {
        let label: String
        let kind: String
        let machines: String
        let deviation: String
        let difference: String
    }

    /// What a kind has not.
    struct Missing {
        let kind: String
        let backend: String
        let what: String
        let runs: String
        let reason: String
    }

    /// A file that is not in it.
    struct LeftOut {
        let file: String
        let reason: String
    }

    /// Entries of each list; with the rows of tables some 1.5 MB at most.
    static let mostEntries = 300

    init(_ report: FleetReport) {
        style = .styleSheet
        let (fleet, kinds) = (report.fleet, report.kinds)
        title = "What each operation costs, on \(Wording.count(report.machines, "machine"))"
        let moments = fleet.runs.map(\.started)
        let span = [moments.min(), moments.max()].compactMap { $0.map(Wording.moment) }
        subtitle =
            "\(Wording.count(fleet.runs.count, "run")) of \(Wording.count(kinds.count, "kind")) of machine, "
            + "\(Set(span).sorted().joined(separator: " to ")) UTC"
        lead = Self.lead(kinds)
        var budget = FleetKindSection.mostRows
        self.kinds = kinds.prefix(FleetKindSection.mostKinds).map { FleetKindSection($0, fleet, rows: &budget) }
        let isCut = kinds.count > self.kinds.count || self.kinds.contains { $0.isCut }
        rowsRest = isCut ? "Rows that are not on this page are in kinds.csv." : nil
        hasUnnamed = kinds.contains { $0.unnamed > 0 }
        machineLabel = fleet.machineLabel
        let effects = kinds.flatMap { kind in kind.labels.map { Self.label($0, kind) } }
        labels = Array(effects.prefix(Self.mostEntries))
        let single = Set(kinds.flatMap(\.singleLabels)).sorted()
        let changing = Set(kinds.flatMap(\.changingLabels)).sorted()
        var notes: [String] = []
        if !single.isEmpty {
            notes.append(
                "Another value on each machine of a kind, so that nothing is grouped by it: \(Wording.list(single))."
            )
        }
        if !changing.isEmpty {
            notes.append(
                "Differs between runs of one machine, which then counts as one without it: \(Wording.list(changing))."
            )
        }
        if effects.count > labels.count { notes.append("\(effects.count - labels.count) more are not on this page.") }
        labelNotes = notes
        let missing = kinds.flatMap { kind in kind.missing.map { Self.missing($0, kind) } }
        self.missing = Array(missing.prefix(Self.mostEntries))
        missingRest = missing.count > Self.mostEntries ? "and \(missing.count - Self.mostEntries) more" : nil
        leftOut = fleet.leftOut.prefix(Self.mostEntries).map { left in
            LeftOut(file: PrintableLine(left.file, longest: 200).text, reason: left.reason)
        }
        leftOutRest =
            fleet.leftOut.count > Self.mostEntries
            ? "and \(Wording.count(fleet.leftOut.count - Self.mostEntries, "more file")), all in files.csv" : nil
    }

    /// Of kinds with several machines the one whose machines differ the most beyond noise.
    private static func lead(_ kinds: [MachineKind]) -> String {
        let known = kinds.compactMap { kind in kind.spread.map { (kind: kind, spread: $0) } }
        guard let widest = known.max(by: { $0.spread.beyondNoise < $1.spread.beyondNoise }) else {
            return
                "No kind has two machines whose noise is known, so nothing is said of how far machines of a kind differ."
        }
        let share = Quantities.percent(widest.spread.between)
        let noise = Quantities.percent(widest.spread.noise)
        return
            "Machines of a kind differ the most for \(widest.kind.name): by \(share) in a typical row, where noise alone would make "
            + "\(noise)."
    }

    private static func label(_ effect: LabelEffect, _ kind: MachineKind) -> Label {
        Label(
            label: "\(effect.key)=\(effect.value)",
            kind: "\(kind.name), \(kind.key)",
            machines: "\(Wording.grouped(effect.machines)) of \(Wording.grouped(kind.machines.count))",
            deviation: effect.deviation.map(Quantities.signedPercent) ?? "–",
            difference: effect.difference.map { difference in
                let ends = "\(Quantities.signedPercent(difference.low)) to \(Quantities.signedPercent(difference.high))"
                let isLevel = difference.low <= 0 && difference.high >= 0
                return "\(isLevel ? "≈" : "")\(Quantities.signedPercent(difference.estimate)) (\(ends))"
            } ?? "too few machines"
        )
    }

    private static func missing(_ rows: MissingRows, _ kind: MachineKind) -> Missing {
        Missing(
            kind: "\(kind.name), \(kind.key)",
            backend: rows.backend,
            what: rows.benchmarks == 1
                ? rows.example : "\(Wording.count(rows.benchmarks, "benchmark")), such as \(rows.example)",
            runs: "\(Wording.grouped(rows.runs)) of \(Wording.grouped(rows.of))",
            reason: rows.reason
        )
    }
}
