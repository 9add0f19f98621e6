internal import BenchCore

/// The rows of a run for a terminal: a table for each operation, with its own unit and only the backends that have it.
///
/// Each table has as much in a cell as fits: all; or the time and the ratio; or these below the name of the row; or a line for
/// each backend.
struct RunTable {
    /// The tables.
    let lines: [String]
    /// Whether a wider terminal would have shown more.
    let isShortened: Bool

    init(_ table: Table, on terminal: Terminal) {
        var ops: [String] = []
        for row in table.rows where !ops.contains(row.op) { ops.append(row.op) }
        let groups = ops.map { op in OperationTable(op, table, terminal) }
        let drawn = groups.map { $0.fitting() }
        lines = drawn.flatMap { [""] + $0.lines }
        isShortened = drawn.contains { !$0.isWhole }
    }
}

/// One operation with all its parameters.
private struct OperationTable {
    private let title: String
    private let names: [String]
    private let rows: [(label: String, cells: [Cell?])]
    private let terminal: Terminal

    init(_ op: String, _ table: Table, _ terminal: Terminal) {
        let own = table.rows.filter { $0.op == op }
        let present = table.columns.indices.filter { column in
            own.contains { $0.cells[column] != nil || $0.failures[column] != nil }
        }
        let scale = Table.scale(of: own)
        title = "\(op), \(scale.unit.rawValue)"
        names = present.map { table.columns[$0].name }
        rows = own.map { row in
            let label = row.parameters.list.map(\.value.description).joined(separator: " ")
            return (label, present.map { row.cell(at: $0, scale) })
        }
        self.terminal = terminal
    }

    /// The first form that fits, the last one if none does.
    func fitting() -> (lines: [String], isWhole: Bool) {
        for isWhole in [true, false] {
            let lines = beside(isWhole)
            if fits(lines) { return (lines, isWhole) }
        }
        let lines = below()
        return fits(lines) ? (lines, false) : (tall(), true)
    }

    private func fits(_ lines: [String]) -> Bool { lines.allSatisfy { columns(of: $0) <= terminal.width } }

    /// Names of rows at the left, a column for each backend.
    private func beside(_ isWhole: Bool) -> [String] {
        let (head, cells) = grid(isWhole)
        let labels = rows.map { $0.label.isEmpty ? "" : "  \($0.label)" }
        let width = ([title] + labels).map(\.count).max() ?? 0
        return [terminal.styled(padded(title, width), .head) + head]
            + zip(labels, cells).map { padded($0, width) + $1 }
    }

    /// Names of rows above their cells.
    private func below() -> [String] {
        let (head, cells) = grid(false)
        return [terminal.styled(title, .head), "  " + head]
            + zip(rows, cells).flatMap { ($0.label.isEmpty ? [] : ["  \($0.label)"]) + ["  " + $1] }
    }

    /// Heads and cells of all backends, each behind two spaces.
    private func grid(_ isWhole: Bool) -> (head: String, cells: [String]) {
        var head = ""
        var lines = rows.map { _ in "" }
        for (column, name) in names.enumerated() {
            let cells = rows.map { $0.cells[column].map { $0.pieces(isWhole, terminal) } }
            let texts = aligned(pieces: cells)
            let width = ([name] + texts).map { columns(of: $0) }.max() ?? 0
            head += "  " + rightAligned(name, width)
            for (place, text) in texts.enumerated() { lines[place] += "  " + rightAligned(text, width) }
        }
        return (head, lines)
    }

    /// A line for each backend of a row, with all that is known.
    private func tall() -> [String] {
        let width = names.map(\.count).max() ?? 0
        let pieces = rows.flatMap { $0.cells.map { $0.map { $0.pieces(true, terminal) } } }
        let texts = aligned(pieces: pieces)
        var lines = [terminal.styled(title, .head)]
        for (place, row) in rows.enumerated() {
            lines.append("  \(row.label)")
            for (column, name) in names.enumerated() where row.cells[column] != nil {
                lines.append("    \(padded(name, width))  \(texts[place * names.count + column])")
            }
        }
        return lines
    }

    /// Equal pieces of all cells below each other; where no cell has one it takes no room.
    private func aligned(pieces cells: [[String]?]) -> [String] {
        let count = cells.compactMap { $0?.count }.max() ?? 0
        let widths = (0..<count).map { piece in
            cells.compactMap { cell in cell.flatMap { piece < $0.count ? columns(of: $0[piece]) : nil } }.max() ?? 0
        }
        return cells.map { cell in
            guard let cell else { return "–" }
            return zip(cell, widths).filter { $0.1 > 0 }.map { rightAligned($0.0, $0.1) }.joined(separator: " ")
        }
    }
}

extension Cell {
    /// In columns below a unit.
    fileprivate func pieces(_ isWhole: Bool, _ terminal: Terminal) -> [String] {
        [number] + (isWhole ? [spread, throughput ?? ""] : []) + [terminal.styled(speed ?? "", meaning)]
    }
}
