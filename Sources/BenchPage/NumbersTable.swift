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
        let ratio: String?
    }

    init(_ table: Table) {
        columns = table.columns.map(\.name)
        rows = table.rows.map { row in Row(label: row.label, cells: row.cells.indices.map { Cell(row, $0) }) }
    }
}

extension NumbersTable.Cell {
    init(_ row: Table.Row, _ column: Int) {
        guard let measured = row.cells[column] else {
            time = row.absence(at: column)
            spread = ""
            throughput = nil
            ratio = nil
            return
        }
        let statistics = measured.statistics
        time = Quantities.duration(statistics.median)
        spread = "±" + Quantities.percent(statistics.mad / statistics.median)
        throughput = measured.benchmark.bytesPerOp.value.map {
            Quantities.throughput(octets: $0, nanoseconds: statistics.median)
        }
        ratio = measured.benchmark.ratio.value.map(Wording.ratio)
    }
}
