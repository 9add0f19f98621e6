/// Untrusted text as one line that commands nothing, wherever it is printed: a worker's message, a commit's trailer, an identifier of
/// a file, a file's name.
///
/// Terminals obey control characters, readers are deceived by characters without a width, and a CI system takes commands from
/// what a job prints. GitHub's runner obeys a line that begins with `::` behind white space of any kind, and `##[` at any place
/// (`ActionCommand.cs` of actions/runner); a report that wraps its lines can begin one with any word.
public struct PrintableLine: Hashable, Sendable, CustomStringConvertible {
    /// The line. Made printable again it stays the same.
    public let text: String

    /// - Parameters:
    ///   - untrusted: any text.
    ///   - longest: how many scalars are kept, for one character may have any number of accents.
    public init(_ untrusted: String, longest: Int = 400) {
        var line = ""
        var word = ""
        for scalar in untrusted.unicodeScalars {
            if scalar == " " {
                line += Self.harmless(word) + " "
                word = ""
            } else if Self.isVisible(scalar) {
                word.unicodeScalars.append(scalar)
            } else {
                word += Self.escape(scalar)
            }
        }
        line += Self.harmless(word)
        let scalars = line.unicodeScalars
        text = scalars.count > longest ? String(String.UnicodeScalarView(scalars.prefix(longest - 1))) + "…" : line
    }

    /// The line.
    public var description: String { text }

    /// A word that begins no command, and has none in it; scalar by scalar, for accents make no other command of it.
    private static func harmless(_ word: String) -> String {
        var harmless = word.utf8.starts(with: "::".utf8) ? "\\" : ""
        for scalar in word.unicodeScalars {
            if scalar == "[", harmless.utf8.suffix(2).elementsEqual("##".utf8) { harmless += "\\" }
            harmless.unicodeScalars.append(scalar)
        }
        return harmless
    }

    /// Whether it has a shape of its own: of all white space a plain space alone may stay (Unicode, table 4-4).
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: true
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
