/// What a report for people is drawn on: so many columns, with colours or without.
public struct Terminal: Sendable {
    /// Columns; 80 at least, or what little there is.
    public let width: Int
    /// Whether escape sequences for colours are understood, and wanted.
    public let isColoured: Bool

    /// Of these properties.
    public init(width: Int, isColoured: Bool) {
        self.width = max(40, width)
        self.isColoured = isColoured
    }

    /// A file, or a pipe: 80 columns without colours.
    public static let plain = Terminal(width: 80, isColoured: false)

    /// What a piece of text means. The text says it too: colour is never alone.
    public enum Meaning: String, Sendable {
        /// Better than what it is held against.
        case good = "32"
        /// Worse, or wrong.
        case bad = "31"
        /// Of doubtful worth.
        case doubtful = "33"
        /// Beside the point.
        case faint = "2"
        /// The head of what follows.
        case head = "1"
    }

    /// The text in the colour of its meaning (ECMA-48, SGR), where there are colours.
    public func styled(_ text: String, _ meaning: Meaning?) -> String {
        guard isColoured, let meaning, !text.isEmpty else { return text }
        return "\u{1B}[\(meaning.rawValue)m\(text)\u{1B}[0m"
    }

    /// Lines that fit: a longer one goes on below, two columns further in than it began. Words that fit nowhere stay whole.
    public func fitted(_ lines: [String]) -> [String] {
        lines.flatMap { line in wrapped(line, to: width, indent: line.prefix { $0 == " " }.count + 2) }
    }
}
