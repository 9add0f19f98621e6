internal import BenchReport

/// Machines beside each other: what each backend needs on each of them, and its speed beside the reference there.
struct MachinesTable {
    let machines: [Machine]
    let groups: [Group]

    /// A column.
    struct Machine {
        let name: String
        let key: String
    }

    /// All rows of one operation.
    struct Group {
        let op: String
        let rows: [Row]
    }

    /// One benchmark.
    struct Row {
        let label: String
        let backend: String
        let mark: Markup
        let cells: [Cell]
    }

    /// What one machine made of it.
    struct Cell {
        let time: String
        /// Beside the reference on the same machine, or whose code it is.
        let speed: String
        /// Whether it is the fastest of the machines by more than the intervals' reach.
        let isFastest: Bool
    }

    /// Nil with fewer than two machines.
    init?(_ documents: [ResultDocument]) {
        guard documents.count >= 2 else { return nil }
        machines = documents.map { Machine(name: $0.machine.cpu.name, key: $0.machine.hwKey) }
        let tables = documents.map(Table.init)
        let known = tables.map { table in
            let sides = table.rows.flatMap { $0.cells.compactMap(\.self) }.filter { $0.side == "A" }
            return Dictionary(sides.map { ($0.benchmark.id, $0) }) { first, _ in first }
        }
        var ops: [String] = []
        var rows: [String: [Row]] = [:]
        var seen: Set<String> = []
        for table in tables {
            for row in table.rows {
                for cell in row.cells.compactMap(\.self) {
                    let benchmark = cell.benchmark
                    guard seen.insert(benchmark.id).inserted else { continue }
                    if !ops.contains(row.op) { ops.append(row.op) }
                    // The same name may mean another thing in another version.
                    let found = known.map { $0[benchmark.id] }.map { other in
                        other?.benchmark.definitionHash == benchmark.definitionHash ? other : nil
                    }
                    guard found.count(where: { $0 != nil }) >= 2 else { continue }
                    rows[row.op, default: []].append(
                        Row(
                            label: Wording.parameters(row),
                            backend: benchmark.backend,
                            mark: Look(benchmark.backend).legend,
                            cells: Self.cells(found)
                        )
                    )
                }
            }
        }
        groups = ops.compactMap { op in rows[op].map { Group(op: op, rows: $0) } }
        if groups.isEmpty { return nil }
    }

    private static func cells(_ found: [MeasuredSide?]) -> [Cell] {
        let intervals = found.map { $0?.statistics.ci95.value }
        return found.enumerated().map { place, measured in
            guard let measured else { return Cell(time: BenchReport.Cell.absent, speed: "", isFastest: false) }
            let others = intervals.enumerated().filter { $0.offset != place && found[$0.offset] != nil }.map(\.element)
            let isFastest = others.allSatisfy { other in
                if let own = intervals[place], let other { own[1] < other[0] } else { false }
            }
            let cell = BenchReport.Cell(measured, Scale([measured.statistics.headline]))
            return Cell(time: cell.time, speed: cell.speed ?? "", isFastest: isFastest)
        }
    }
}
