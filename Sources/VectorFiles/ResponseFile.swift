/// A response file of NIST's CAVP: blocks of `Name = value` lines, between which lines in brackets open sections.
public struct ResponseFile: Sendable {
    /// The comments before the first value: they alone tell what some files are about.
    public let title: [String]
    /// Its blocks of lines, in order.
    public let records: [Record]

    /// One block of lines between blank ones.
    public struct Record: Sendable, CustomStringConvertible {
        /// The file.
        public let file: String
        /// The number of its first line, counted from 1.
        public let line: Int
        /// The section it is in: `[Keylen = 128]` gives "Keylen" and "128", `[ENCRYPT]` gives "ENCRYPT" and "".
        /// Values in the same block as the bracket belong to the section too, as the `n` and `e` of an RSA key do.
        public let section: [String: String]
        /// Its own values. A line without `=`, such as `FAIL`, is a name with an empty value.
        public let values: [String: String]

        /// The value of `name`, the record's own or its section's.
        public subscript(name: String) -> String? { values[name] ?? section[name] }

        /// File and line, as a failing test shows them.
        public var description: String { "\(file):\(line)" }
    }

    /// Reads `text`, with line ends of either kind; `file` is how records and errors name it.
    public init(_ text: String, file: String) throws(VectorFileError) {
        var reader = Reader(file: file)
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            try reader.read(trimmed(line))
        }
        reader.endBlock()
        title = reader.title
        records = reader.records
    }
}

private struct Reader {
    let file: String
    var title: [String] = []
    var records: [ResponseFile.Record] = []
    private var number = 0
    private var firstLine = 0
    private var section: [String: String] = [:]
    private var values: [String: String] = [:]
    private var opensSection = false

    init(file: String) { self.file = file }

    mutating func read(_ line: Substring) throws(VectorFileError) {
        number += 1
        if line.hasPrefix("#") {
            if firstLine == 0 { title.append(String(trimmed(line.dropFirst()))) }
            return
        }
        if line.isEmpty { return endBlock() }
        // Steps of random bit generators stand between their values: `** INSTANTIATE:`.
        if line.hasPrefix("** "), line.hasSuffix(":") { return }
        if line.hasPrefix("[") {
            guard line.hasSuffix("]") else { throw .strangeLine(file: file, line: number) }
            if !opensSection { section = [:] }
            opensSection = true
            add(line.dropFirst().dropLast())
        } else {
            // A flag, such as FAIL, is one word.
            guard line.contains("=") || !line.contains(where: \.isWhitespace) else {
                throw .strangeLine(file: file, line: number)
            }
            add(line)
        }
    }

    private mutating func add(_ line: Substring) {
        let parts = line.split(separator: "=", maxSplits: 1).map { String(trimmed($0)) }
        guard let name = parts.first else { return }
        let value = parts.count > 1 ? parts[1] : ""
        if opensSection {
            section[name] = value
        } else {
            if values.isEmpty { firstLine = number }
            values[name] = value
        }
    }

    mutating func endBlock() {
        if !values.isEmpty {
            records.append(ResponseFile.Record(file: file, line: firstLine, section: section, values: values))
        }
        values = [:]
        opensSection = false
    }
}

/// Without the white space around it.
func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...end]
}
