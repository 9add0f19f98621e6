/// Columns as wide as their widest text; nothing at the ends of lines.
///
/// - Parameter numbers: columns whose texts stand at the right.
func aligned(_ rows: [[String]], numbers: Range<Int> = 0..<0) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
        let cells = zip(row, widths).enumerated().map { column, cell in
            numbers.contains(column) ? rightAligned(cell.0, cell.1) : padded(cell.0, cell.1)
        }
        var line = cells.joined(separator: "  ")[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}

/// With spaces after it.
func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

/// With spaces before it.
func rightAligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
