internal import BenchReport

/// What the template shows, section by section; a section without data is empty, and a line says what would bring it.
struct PageContent {
    let style: Markup
    let marks = Look.marks
    let title: String
    let subtitle: String
    let summaries: [Section<Summary>]
    let ratios: [Section<Ratios>]
    let ladders: [Section<LadderFigure>]
    let phases: [Section<PhaseFigure>]
    let sequences: [SequenceFigure]
    let costs: [Section<CostFigure>]
    let strips: [Section<StripFigure>]
    let comparison: [MachinesTable]
    let upgrades: [Section<UpgradeTable>]
    let histories: [HistoryFigure]
    let machines: [Section<MachineCard>]
    let contents: [Entry]
    let missing: [Missing]

    /// A part of a section that belongs to one machine, which is named where there are several.
    struct Section<Body> {
        let machine: String?
        let body: Body
    }

    /// Findings, and what limits them.
    struct Summary {
        let findings: Findings?
        let doubts: [String]
    }

    /// Bars, and the same as numbers.
    struct Ratios {
        let figure: RatioFigure?
        let numbers: NumbersTable
    }

    /// A line of the table of contents.
    struct Entry {
        let anchor: String
        let name: String
    }

    /// A section that is not there.
    struct Missing {
        let what: String
        let command: String
    }

    /// Whether there is anything to look at: a machine alone is no reason for a page.
    var hasSections: Bool { contents.contains { $0.anchor != "machines" } }

    init(_ input: PageInput) {
        let runs = input.runs.map { (document: $0, table: Table($0)) }
        let isMany = Set(input.results.map(\.machine.hwKey)).count > 1
        func section<Body>(_ document: ResultDocument, _ body: Body?) -> Section<Body>? {
            let key = document.machine.hwKey
            return body.map { Section(machine: isMany ? "\(document.machine.cpu.name), \(key)" : nil, body: $0) }
        }
        style = .styleSheet
        title = Self.title(input)
        subtitle = Self.subtitle(runs.map(\.document), input)
        summaries = runs.compactMap { document, table in
            section(document, Summary(findings: Findings(document, table), doubts: Doubts(document, table).lines))
        }
        ratios = runs.compactMap { document, table in
            section(document, Ratios(figure: RatioFigure(document, table), numbers: NumbersTable(table)))
        }
        ladders = input.results.compactMap { section($0, LadderFigure($0)) }
        phases = input.results.compactMap { section($0, PhaseFigure($0)) }
        sequences = input.traces.map { SequenceFigure($0) }
        costs = runs.compactMap { section($0.document, CostFigure($0.table)) }
        strips = runs.compactMap { section($0.document, StripFigure($0.table)) }
        comparison = [MachinesTable(runs.map(\.document))].compactMap(\.self)
        upgrades = input.results.compactMap { section($0, UpgradeTable($0)) }
        histories = HistoryFigure.all(input.history, input.results)
        machines = Self.described(input, runs.map(\.document)).compactMap { section($0, MachineCard($0)) }
        let sections: [(anchor: String, name: String, isThere: Bool, command: String)] = [
            ("summary", "In words", !summaries.isEmpty, "tlsbench run --backend all --json result.json"),
            ("ratios", "Backends and operations", !ratios.isEmpty, "tlsbench run --backend all --json result.json"),
            ("ladder", "Instruction sets", !ladders.isEmpty, "tlsbench isa --json isa.json"),
            ("phases", "Phases of a handshake", !phases.isEmpty, "tlsbench phases --backend all --json phases.json"),
            ("sequence", "A handshake, step by step", !sequences.isEmpty, "tlsbench trace --json > trace.json"),
            ("costs", "Length of records", !costs.isEmpty, "tlsbench run --filter record --json records.json"),
            ("strips", "Every batch", !strips.isEmpty, "tlsbench run --backend all --json result.json"),
            ("comparison", "Machines side by side", !comparison.isEmpty, "tlsbench report here.json there.json"),
            (
                "upgrades", "Another build of a library", !upgrades.isEmpty,
                "tlsbench gate --baseline-library old --candidate-library new --json gate.json"
            ),
            ("history", "Run after run", !histories.isEmpty, "tlsbench report older.json newer.json"),
            ("machines", "Machine and libraries", !machines.isEmpty, "tlsbench run --json result.json"),
        ]
        contents = sections.filter(\.isThere).map { Entry(anchor: $0.anchor, name: $0.name) }
        missing = sections.filter { !$0.isThere }.map { Missing(what: $0.name, command: $0.command) }
    }

    private static func title(_ input: PageInput) -> String {
        let names = Set(input.results.map(\.machine.hwKey)).count
        guard let first = input.results.first else { return "A handshake, step by step" }
        return names > 1
            ? "What each operation costs, on \(names) machines"
            : "What each operation costs on \(first.machine.cpu.name)"
    }

    private static func subtitle(_ runs: [ResultDocument], _ input: PageInput) -> String {
        guard let newest = (runs.isEmpty ? input.results : runs).max(by: { $0.started < $1.started }) else {
            return "One connection; nothing was measured."
        }
        let commit = newest.builds["A"]?.gitCommit.value.map { ", commit \($0.prefix(10))" } ?? ""
        return
            "tlsbench \(newest.tool.version)\(commit), \(newest.tool.suite) suite, \(Wording.moment(newest.started)) UTC"
    }

    /// The runs that are shown; and studies and phases, where they are of a machine without a run.
    private static func described(_ input: PageInput, _ runs: [ResultDocument]) -> [ResultDocument] {
        let keys = Set(runs.map(\.machine.hwKey))
        return runs + input.results.filter { !keys.contains($0.machine.hwKey) }
    }
}
