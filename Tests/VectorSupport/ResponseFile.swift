internal import Foundation

/// A response file of NIST's CAVP: blocks of `Name = value` lines, between which lines in brackets open sections.
public enum ResponseFile {
    /// One block of lines between blank ones.
    public struct Record: Sendable, CustomStringConvertible {
        /// The file, under ``Vectors/folder``.
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

        /// The octets of `name`; none if it is not there.
        public func octets(_ name: String) -> [UInt8] { [UInt8](hex: self[name] ?? "") }

        /// File and line, as a failing test shows them.
        public var description: String { "\(file):\(line)" }
    }

    /// A file that is there but holds no record.
    public struct NoRecords: Error {
        /// The file, under ``Vectors/folder``.
        public let file: String
    }

    /// The records of `nist/<name>`; none where the vectors are not installed.
    public static func parse(_ name: String) throws -> [Record] {
        var reader = Reader(file: "nist/\(name)")
        for line in try Vectors.lines(reader.file) { reader.read(line) }
        reader.read("")
        if Vectors.folder != nil && reader.records.isEmpty { throw NoRecords(file: reader.file) }
        return reader.records
    }

    private struct Reader {
        let file: String
        var records: [Record] = []
        private var number = 0
        private var firstLine = 0
        private var section: [String: String] = [:]
        private var values: [String: String] = [:]
        private var opensSection = false

        init(file: String) { self.file = file }

        mutating func read(_ line: String) {
            number += 1
            if line.hasPrefix("#") { return }
            if line.isEmpty { return endBlock() }
            if line.hasPrefix("[") {
                if !opensSection { section = [:] }
                opensSection = true
                add(line.dropFirst().dropLast())
            } else {
                add(line[...])
            }
        }

        private mutating func add(_ line: Substring) {
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard let name = parts.first else { return }
            let value = parts.count > 1 ? parts[1] : ""
            if opensSection {
                section[name] = value
            } else {
                if values.isEmpty { firstLine = number }
                values[name] = value
            }
        }

        private mutating func endBlock() {
            if !values.isEmpty {
                records.append(Record(file: file, line: firstLine, section: section, values: values))
            }
            values = [:]
            opensSection = false
        }
    }
}
