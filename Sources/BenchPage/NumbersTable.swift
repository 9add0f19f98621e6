internal import BenchReport

/// All numbers of a run as a table: what the figures show, for those who want to read it.
struct NumbersTable {
    let columns: [String]
    let rows: [Row]

    /// One operation.
    struct Row {
        let label: String
        let cells: [Cell]
    }

    /// What one backend needs for it.
    struct Cell {
        let time: String
        let spread: String
        let throughput: String?
        /// Speed beside the reference with its interval, or whose code it is.
        let speed: String?
    }

    /// What has to be said of columns that run each other's code.
    let notes: [String]

    init(_ table: Table) {
        columns = table.columns.map(\.name)
        notes = table.notes
        rows = table.rows.map { row in
            let scale = table.scale(of: row.op)
            return Row(label: row.label, cells: row.cells.indices.map { Cell(row, $0, scale) })
        }
    }
}

extension NumbersTable.Cell {
    init(_ row: Table.Row, _ column: Int, _ scale: Scale) {
        let cell = row.cell(at: column, scale)
        time = cell?.time ?? BenchReport.Cell.absent
        spread = cell?.spread ?? ""
        throughput = cell?.throughput
        let interval = row.cells[column]?.ratio.flatMap(Wording.interval).map { " (\($0))" } ?? ""
        speed = cell?.speed.map { $0 + interval }
    }
}
