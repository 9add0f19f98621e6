/// CSV as RFC 4180 has it: fields between commas, in quotes where they need them, records that end with CRLF or LF.
public enum CommaSeparated {
    /// One record and the line on which it begins, from 1.
    struct Record: Hashable {
        let line: Int
        let fields: [String]
    }

    /// What is wrong, and on which line.
    struct Malformed: Error, Hashable {
        let line: Int
        let reason: String
    }

    /// All records, the header too. Nothing is guessed: a quote inside an unquoted field, anything behind a closing quote, a
    /// quote that never closes, a carriage return alone and octets that are no UTF-8 are refused.
    static func parse(_ octets: [UInt8]) throws(Malformed) -> [Record] {
        var reader = Reader(octets)
        var records: [Record] = []
        while !reader.isAtEnd { records.append(try reader.record()) }
        return records
    }

    /// One record without its end.
    static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") }

    /// One record for a spreadsheet, without its end: a text that the program would take for a formula is marked as a text with an
    /// apostrophe, as its users would do it (OWASP, "CSV Injection").
    public static func sheetLine(_ fields: [String]) -> String {
        line(fields.map { isFormula($0) ? "'" + $0 : $0 })
    }

    /// Whether a spreadsheet would compute the text instead of showing it.
    static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else {
            return false
        }
        return text.wholeMatch(of: /[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?/) == nil
    }

    /// A field in quotes where it has to be.
    static func field(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"\(text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }

    private struct Reader {
        private let octets: [UInt8]
        private var place = 0
        private var line = 1

        private static let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
        private static let (carriageReturn, lineFeed) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))

        init(_ octets: [UInt8]) { self.octets = octets }

        var isAtEnd: Bool { place == octets.count }

        private var next: UInt8? { isAtEnd ? nil : octets[place] }

        mutating func record() throws(Malformed) -> Record {
            let start = line
            var fields = [try field()]
            while next == Self.comma {
                place += 1
                fields.append(try field())
            }
            try end()
            return Record(line: start, fields: fields)
        }

        /// Behind the last field: the end of the line, or of the file.
        private mutating func end() throws(Malformed) {
            guard let octet = next else { return }
            if octet == Self.carriageReturn { place += 1 }
            guard next == Self.lineFeed else { throw Malformed(line: line, reason: "something stands behind a field") }
            place += 1
            line += 1
        }

        private mutating func field() throws(Malformed) -> String {
            let start = line
            var content: [UInt8] = []
            if next == Self.quote {
                place += 1
                while true {
                    guard let octet = next else { throw Malformed(line: start, reason: "a quote does not close") }
                    place += 1
                    if octet == Self.quote {
                        guard next == Self.quote else { break }
                        place += 1
                    }
                    if octet == Self.lineFeed { line += 1 }
                    content.append(octet)
                }
            } else {
                while let octet = next, ![Self.comma, Self.carriageReturn, Self.lineFeed].contains(octet) {
                    guard octet != Self.quote else { throw Malformed(line: line, reason: "a quote inside a field") }
                    content.append(octet)
                    place += 1
                }
            }
            guard let text = String(validating: content, as: UTF8.self) else {
                throw Malformed(line: start, reason: "a field is no UTF-8")
            }
            return text
        }
    }
}
