internal import BenchCore

/// The phases of a result, as every writer for people prints them: a table for each operation, with a column for each backend.
struct PhaseTable {
    /// What is split.
    let title: String
    let backends: [String]
    let rows: [Row]

    /// One phase, or a line about all of them.
    struct Row {
        let name: String
        let cells: [String]
        /// Whether it is a sum of those above.
        let isTotal: Bool
    }

    /// All of a document: both sides of each handshake, and the same over TCP where that was measured too.
    static func tables(_ document: ResultDocument) -> [PhaseTable] {
        let split = document.benchmarks.filter { $0.phases != nil }
        var operations: [String] = []
        for operation in split.map(\.operation) where !operations.contains(operation) { operations.append(operation) }
        let sides = operations.map { operation in PhaseTable(split.filter { $0.operation == operation }) }
        return sides + overTCP(document, split)
    }

    /// One operation, measured on several backends.
    init(_ benchmarks: [BenchmarkResult]) {
        title = benchmarks.first?.operation ?? ""
        backends = benchmarks.map(\.backend)
        let splits = benchmarks.compactMap(\.phases)
        let scale = Scale(wholes: splits.map(\.wholeNs))
        var names: [String] = []
        for part in splits.flatMap(\.parts) where !names.contains(part.name) { names.append(part.name) }
        var rows = names.map { name in
            Row(
                name: name,
                cells: splits.map { split in
                    split.parts.first { $0.name == name }.map { Self.cell($0.ns, of: split.wholeNs, scale) } ?? "–"
                },
                isTotal: false
            )
        }
        rows.append(Row(name: "sum", cells: splits.map { Self.cell($0.sum, of: $0.wholeNs, scale) }, isTotal: true))
        // In place of a share, so that times stand below each other.
        let noShare = String(repeating: " ", count: 6)
        rows.append(
            Row(
                name: "whole, without stamps",
                cells: splits.map { scale.text($0.wholeNs) + noShare },
                isTotal: true
            )
        )
        rows.append(
            Row(
                name: "unaccounted",
                cells: splits.map { Quantities.signedPercent($0.unaccounted) + ($0.isOff ? " TOO MUCH" : "") },
                isTotal: true
            )
        )
        self.rows = rows
    }

    private init(title: String, backends: [String], rows: [Row]) {
        self.title = title
        self.backends = backends
        self.rows = rows
    }

    static func cell(_ nanoseconds: Double, of whole: Double, _ scale: Scale) -> String {
        "\(scale.text(nanoseconds)) \(rightAligned(Quantities.percent(nanoseconds / whole), 5))"
    }

    /// Steps 1 to 12: the TCP handshake, both sides, and what is left of the whole over TCP, which is the transport's.
    private static func overTCP(_ document: ResultDocument, _ split: [BenchmarkResult]) -> [PhaseTable] {
        func median(_ id: String) -> Double? { document.benchmarks.first { $0.id == id }?.statistics?.headline }
        var tables: [PhaseTable] = []
        for client in split where client.params.list.last?.value.description == "client" {
            let handshake = client.params.list.dropLast().map(\.value.description).joined(separator: "/")
            let title = "handshake over TCP \(handshake.split(separator: "/").joined(separator: " "))"
            guard !tables.contains(where: { $0.title == title }) else { continue }
            var backends: [String] = []
            var columns: [[(name: String, ns: Double)]] = []
            for own in split where own.operation == client.operation {
                let backend = own.backend
                guard let connect = median("tcp-connect/\(backend)"), let ownSide = own.phases?.wholeNs,
                    let server = split.first(where: { $0.id == "handshake-phases/\(handshake)/server/\(backend)" }),
                    let serverSide = server.phases?.wholeNs,
                    let whole = median("handshake-full/\(handshake)/tcp/both/\(backend)")
                else { continue }
                backends.append(backend)
                columns.append([
                    ("TCP handshake", connect), ("client", ownSide), ("server", serverSide),
                    ("transport, and waking up", whole - connect - ownSide - serverSide), ("whole over TCP", whole),
                ])
            }
            guard let names = columns.first?.map(\.name) else { continue }
            let scale = Scale(wholes: columns.compactMap { $0.last?.ns })
            let rows = names.indices.map { place in
                Row(
                    name: names[place],
                    cells: columns.map { column in cell(column[place].ns, of: column[column.count - 1].ns, scale) },
                    isTotal: place == names.count - 1
                )
            }
            tables.append(PhaseTable(title: title, backends: backends, rows: rows))
        }
        return tables
    }
}
