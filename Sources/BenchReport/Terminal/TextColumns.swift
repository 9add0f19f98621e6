extension Terminal {
    /// Columns as wide as their widest text; nothing at the ends of lines.
    ///
    /// Rows that are wider than the terminal go on below in their last column, if that is text. Where this leaves no room, each
    /// gets its first cell on a line of its own; and if all others are numbers beside a short name, columns go below each
    /// other, each time beside the first.
    ///
    /// - Parameters:
    ///   - rows: with the head of the columns.
    ///   - numbers: columns whose texts stand at the right.
    ///   - indent: columns before each line.
    public func aligned(_ rows: [[String]], numbers: Range<Int> = 0..<0, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return TextColumns(rows, numbers: numbers).lines(within: width - indent).map { $0.isEmpty ? $0 : margin + $0 }
    }
}

/// With spaces after it.
func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(of: text)))
}

/// With spaces before it.
func rightAligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns(of: text))) + text
}

private struct TextColumns {
    let rows: [[String]]
    let numbers: Range<Int>
    let widths: [Int]

    static let gap = 2
    /// A column of text that is narrower than this is no help to a reader.
    static let narrowest = 24

    init(_ rows: [[String]], numbers: Range<Int>) {
        self.rows = rows
        self.numbers = numbers
        let count = rows.map(\.count).max() ?? 0
        widths = (0..<count).map { column in
            rows.map { column < $0.count ? columns(of: $0[column]) : 0 }.max() ?? 0
        }
    }

    /// What fits, and how.
    func lines(within width: Int) -> [String] {
        let all = Array(widths.indices)
        guard taken(all) > width, let last = all.last, last > 0 else { return rows.map { line($0, all) } }
        let room = width - taken(Array(all.dropLast())) - Self.gap
        if !numbers.contains(last), room >= Self.narrowest { return rows.flatMap { broken($0, all, room) } }
        let others = Array(all.dropFirst())
        if !numbers.contains(last) || widths[0] > width / 2 { return rows.flatMap { headed($0, others, width) } }
        return blocks(width).enumerated().flatMap { place, block in
            (place == 0 ? [] : [""]) + rows.map { line($0, [0] + block) }
        }
    }

    /// The width of these columns beside each other.
    private func taken(_ columns: [Int]) -> Int {
        columns.reduce(0) { $0 + widths[$1] } + Self.gap * max(0, columns.count - 1)
    }

    /// These cells of a row.
    private func line(_ row: [String], _ columns: [Int]) -> String {
        let cells = columns.filter { $0 < row.count }.map { column in
            numbers.contains(column) ? rightAligned(row[column], widths[column]) : padded(row[column], widths[column])
        }
        var line = cells.joined(separator: String(repeating: " ", count: Self.gap))[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    /// The last cell in as many lines as it takes.
    private func broken(_ row: [String], _ columns: [Int], _ room: Int) -> [String] {
        guard row.count == widths.count, let last = row.last else { return [line(row, columns)] }
        let lines = wrapped(last, to: room).flatMap { inPieces($0, room) }
        let rest = String(repeating: " ", count: taken(Array(columns.dropLast())) + Self.gap)
        return [line(row.dropLast() + [lines[0]], columns)] + lines.dropFirst().map { rest + $0 }
    }

    /// A name that is longer than the room, such as one of a code path, after its signs.
    private func inPieces(_ line: String, _ room: Int) -> [String] {
        guard columns(of: line) > room, let sign = line.prefix(room).lastIndex(where: { "/+-".contains($0) }) else {
            return [line]
        }
        let next = line.index(after: sign)
        return [String(line[..<next])] + inPieces(String(line[next...]), room)
    }

    /// The first cell above the others.
    private func headed(_ row: [String], _ others: [Int], _ width: Int) -> [String] {
        let head = row.first.map { $0.isEmpty ? [] : [$0] } ?? []
        let rest = line(row, others)
        guard !rest.isEmpty else { return head }
        return head + wrapped("  " + rest, to: width, indent: 4)
    }

    /// As many columns beside the first as fit, then the next ones.
    private func blocks(_ width: Int) -> [[Int]] {
        widths.indices.dropFirst().reduce(into: [[Int]]()) { blocks, column in
            if let last = blocks.last, taken([0] + last + [column]) <= width {
                blocks[blocks.count - 1].append(column)
            } else {
                blocks.append([column])
            }
        }
    }
}
