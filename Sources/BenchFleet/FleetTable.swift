public import BenchReport
internal import Foundation

/// A table of a fleet for notebooks and spreadsheets: the same records as CSV (RFC 4180) and as JSON, one object in a line.
public struct FleetTable: Sendable {
    /// What its files are called, without an ending.
    public let name: String
    let columns: [String]
    /// Hands over each record in groups of fields.
    let records: @Sendable (_ take: ([FieldGroup]) throws(ResultFileError) -> Void) throws(ResultFileError) -> Void

    /// The formats that it has.
    public enum Format: String, CaseIterable, Sendable {
        /// With a line of names at the top.
        case csv
        /// An object in each line.
        case jsonl
    }

    /// Writes all of it to a file, piece by piece.
    public func write(to path: String, as format: Format) throws(ResultFileError) {
        try ResultFile.write(to: path) { (put) throws(ResultFileError) in
            var piece: [UInt8] = []
            if format == .csv { piece += (CommaSeparated.sheetLine(columns) + "\r\n").utf8 }
            try records { (groups) throws(ResultFileError) in
                Self.append(groups, format, to: &piece)
                if piece.count > Self.pieceSize {
                    try put(Data(piece))
                    piece.removeAll(keepingCapacity: true)
                }
            }
            try put(Data(piece))
        }
    }

    private static func append(_ groups: [FieldGroup], _ format: Format, to piece: inout [UInt8]) {
        if format == .jsonl { piece.append(UInt8(ascii: "{")) }
        for (place, group) in groups.enumerated() {
            if place > 0 { piece.append(UInt8(ascii: ",")) }
            piece += format == .csv ? group.csv : group.json
        }
        piece += format == .csv ? Array("\r\n".utf8) : Array("}\n".utf8)
    }

    private static let pieceSize = 1 << 20
}
