internal import BenchCore

/// What a text in a file may look like: a file is made by a stranger until it is read, and everything that was read goes into
/// pages, tables, names of files and terminals.
///
/// Names, keys and identifiers are exactly what a run writes, or the file is refused. What a library or a system says of itself
/// is a line of bounded length without control characters; ``line(_:most:)`` makes one of anything, and every document goes
/// through it before it is written.
enum StoredText {
    /// Scalars in what a library, a system or an argument of the command says.
    static let most = 2000
    /// Entries in a list or an object.
    static let mostEntries = 2000

    /// Whether the text is one line that is not too long.
    static func isLine(_ text: String, most: Int = most) -> Bool {
        text.utf8.count <= 4 * most && text.unicodeScalars.count <= most
            && !text.unicodeScalars.contains(where: isControl)
    }

    /// The text as a line: controls as `?`, and the end of a longer one cut off.
    static func line(_ text: String, most: Int = most) -> String {
        isLine(text, most: most)
            ? text
            : String(String.UnicodeScalarView(text.unicodeScalars.prefix(most).map { isControl($0) ? "?" : $0 }))
    }

    /// What a terminal or a page obeys and nobody sees: controls, ends of lines and paragraphs, changes of direction (UAX #9).
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
    }
}

/// What a file says goes to a terminal only with the characters that a terminal obeys made visible.
func withoutControls(_ text: String) -> String { PrintableLine(text, longest: 4000).text }

/// What `stableHash` gives: files lie in folders of this name, and nothing else may name one.
public func isHardwareKey(_ text: String) -> Bool { isKey(text) }

/// What `stableHash` gives.
func isKey(_ text: String) -> Bool { text.utf8.count == 12 && ASCIISet.hexadecimal.holds(all: text.utf8) }

/// Whether the text is an identifier of a benchmark: an operation, names behind slashes, and a set of CPU features behind `@`.
func isIdentifier(_ text: String) -> Bool {
    guard text.utf8.count <= 300 else { return false }
    let halves = text.utf8.split(separator: UInt8(ascii: "@"), maxSplits: 1, omittingEmptySubsequences: false)
    let names = halves[0].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return ASCIISet.operation.holds(all: names[0]) && names.dropFirst().allSatisfy { ASCIISet.name.holds(all: $0) }
        && halves.dropFirst().allSatisfy { ASCIISet.featureSet.holds(all: $0) }
}

/// What stands between two slashes of an identifier: a parameter, a backend.
func isName(_ text: String) -> Bool { text.utf8.count <= 100 && ASCIISet.name.holds(all: text.utf8) }

/// A word of this program's own: a verdict, a mode.
func isWord(_ text: String) -> Bool { text.wholeMatch(of: /[a-z-]{1,40}/) != nil }

/// What a set of CPU features is called: `native`, `+avx2`, `-vaes,-sha`.
func isFeatureSet(_ text: String) -> Bool {
    text.utf8.count <= 300 && ASCIISet.featureSet.holds(all: text.utf8)
}

/// A commit as git names it, whole or shortened; of SHA-1 or SHA-256.
func isCommit(_ text: String) -> Bool { text.wholeMatch(of: /[0-9a-f]{7,64}/) != nil }

/// A moment in UTC (RFC 3339).
func isMoment(_ text: String) -> Bool {
    text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?Z/) != nil
}

/// A UUID in small letters (RFC 9562): the name that a run gives itself.
func isRunID(_ text: String) -> Bool {
    text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/) != nil
}
