public import VectorFiles

extension ResponseFile {
    /// A file that is there but holds no record.
    public struct NoRecords: Error {
        /// The file, under ``Vectors/folder``.
        public let file: String
    }

    /// The records of `nist/<name>`; none where the vectors are not installed.
    public static func parse(_ name: String) throws -> [Record] {
        let file = "nist/\(name)"
        guard let text = try Vectors.text(file) else { return [] }
        let records = try ResponseFile(text, file: file).records
        if records.isEmpty { throw NoRecords(file: file) }
        return records
    }
}

extension ResponseFile.Record {
    /// The octets of `name`; none if it is not there.
    public func octets(_ name: String) -> [UInt8] { [UInt8](hex: self[name] ?? "") }
}
