internal import BenchCore
internal import BenchFleet
internal import BenchReport
internal import BenchStatistics

/// One kind of machine on the page of a fleet.
struct FleetKindSection {
    let name: String
    let key: String
    let anchor: String
    let machines: String
    let runs: String
    let between: String
    let noise: String
    let beyondNoise: String
    let summary: String
    let differences: [Difference]
    let odd: [Odd]
    let contests: [Contest]
    let rows: [Row]
    /// Whether it has more rows than the page shows.
    let isCut: Bool

    /// What is not the same on all machines.
    struct Difference {
        let name: String
        let values: String
    }

    /// A machine that is far from the others.
    struct Odd {
        let name: String
        let deviation: String
    }

    /// Who is the fastest in an operation.
    struct Contest {
        let operation: String
        let winners: String
        let time: String
        let lead: String
    }

    /// One row on all machines.
    struct Row {
        let operation: String
        let library: String
        let machines: String
        let time: String
        let range: String
        let between: String
        let noise: String
    }

    /// Kinds with a section of their own.
    static let mostKinds = 100
    /// Rows of all tables together, some 200 bytes each.
    static let mostRows = 6_000
    private static let mostOdd = 20
    private static let mostValues = 8

    /// - Parameter budget: how many rows of tables the page may still have; contests come first.
    init(_ kind: MachineKind, _ fleet: Fleet, rows budget: inout Int) {
        let definitions = fleet.definitions.list
        (name, key, anchor) = (kind.name, kind.key, "kind-\(kind.key)")
        machines = Wording.grouped(kind.machines.count)
        runs = Wording.grouped(kind.runs)
        between = kind.spread.map { Quantities.percent($0.between) } ?? "–"
        noise = kind.spread.map { Quantities.percent($0.noise) } ?? "–"
        beyondNoise = kind.spread.map { Quantities.percent($0.beyondNoise) } ?? "–"
        summary =
            "\(Wording.count(kind.machines.count, "machine")), \(Wording.count(kind.runs, "run")), "
            + "\(Wording.count(kind.logical, "processor")) each"
        differences = kind.differences.map { difference in
            let shown = difference.values.prefix(Self.mostValues).map {
                "\($0.value) (\(Wording.count($0.runs, "run")))"
            }
            let rest = difference.values.count - shown.count
            return Difference(
                name: difference.name,
                values: (shown + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: ", ")
            )
        }
        odd = kind.machines.filter(\.isOdd).sorted { abs($0.deviation ?? 0) > abs($1.deviation ?? 0) }
            .prefix(Self.mostOdd)
            .map {
                Odd(
                    name: PrintableLine($0.name, longest: 200).text,
                    deviation: Quantities.signedPercent($0.deviation ?? 0)
                )
            }
        func library(_ place: Int) -> String { definitions[kind.rows[place].definition].library }
        let contests = kind.contests.prefix(max(0, budget))
        budget -= contests.count
        self.contests = contests.map { contest in
            Contest(
                operation: contest.operation,
                winners: Wording.list(contest.winners.map(library)),
                time: contest.winners.first.map { Quantities.duration(kind.rows[$0].time) } ?? Cell.absent,
                lead: contest.runnerUp.map { lead in
                    let interval = lead.interval.map { reach in
                        " (\(Quantities.ratio(reach.low).dropLast())–\(Quantities.ratio(reach.high).dropLast()))"
                    }
                    return "\(Quantities.ratio(lead.ratio))\(interval ?? "") \(library(lead.row))"
                } ?? "all level"
            )
        }
        let rows = kind.rows.prefix(max(0, budget))
        budget -= rows.count
        isCut = rows.count < kind.rows.count || contests.count < kind.contests.count
        self.rows = rows.map { Row($0, definitions[$0.definition]) }
    }
}

extension FleetKindSection.Row {
    init(_ row: KindRow, _ definition: RowDefinition) {
        operation = definition.operation
        library = definition.library
        machines = Wording.grouped(row.machines.count)
        time = Quantities.duration(row.time)
        range = row.machines.count > 1 ? "\(Quantities.duration(row.fastest))–\(Quantities.duration(row.slowest))" : ""
        between = row.spread.map { Quantities.percent($0.between) } ?? Cell.absent
        noise = row.spread.map { Quantities.percent($0.noise) } ?? Cell.absent
    }
}
