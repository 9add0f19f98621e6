/// A table of Markdown (GitHub Flavored Markdown §4.10), the one place where it is written: whatever a text has in it stays in its
/// cell and is no markup.
public struct MarkdownTable: Sendable {
    /// The names of the columns.
    public let head: String
    /// The line between the head and the rows.
    public let rule: String
    /// One line for each row.
    public let rows: [String]

    /// - Parameters:
    ///   - titles: texts, as those of the rows.
    ///   - numbers: the columns whose texts stand at the right.
    ///   - emphasized: the rows whose first cell stands out.
    public init(
        _ titles: [String],
        _ rows: [[String]],
        numbers: some Sequence<Int> = [Int](),
        emphasized: Set<Int> = []
    ) {
        let numbers = Set(numbers)
        head = Self.line(titles.map(escapedForMarkdown))
        rule = Self.line(titles.indices.map { numbers.contains($0) ? "---:" : "---" })
        self.rows = rows.enumerated().map { place, row in
            let texts = row.map(escapedForMarkdown)
            guard emphasized.contains(place), let first = texts.first else { return Self.line(texts) }
            return Self.line(["*\(first)*"] + texts.dropFirst())
        }
    }

    /// All of it.
    public var lines: [String] { [head, rule] + rows }

    private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}

/// The text as Markdown shows it, whatever a library calls itself: no markup, and no second line. Scalar by scalar, for a sign
/// with an accent upon it is another character, but still that sign to a parser.
public func escapedForMarkdown(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
        if StoredText.isControl(scalar) {
            escaped += " "
        } else if "\\`*[]<>|&#~".unicodeScalars.contains(scalar) {
            escaped += "\\\(scalar)"
        } else {
            escaped.unicodeScalars.append(scalar)
        }
    }
}
