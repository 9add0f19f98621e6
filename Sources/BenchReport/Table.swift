internal import BenchCore

/// The rows of a report by operation and the columns by backend, as every writer for people prints them.
public struct Table: Sendable {
    /// Backends and peers, in the order in which they first occur; with two builds, each of them for both.
    public let columns: [Column]
    /// In the document's order.
    public let rows: [Row]

    /// Who was measured.
    public struct Column: Hashable, Sendable {
        /// The backend, or `peer:…`.
        public let backend: String
        /// `A` or `B`.
        public let side: String
        /// As the head of the column has it.
        public let name: String
    }

    /// One operation with its parameters.
    public struct Row: Sendable {
        /// The operation.
        public let op: String
        /// In their stable order.
        public let parameters: OrderedParameters
        /// By column; nil where a backend has no such row, or failed.
        public let cells: [MeasuredSide?]
        /// By column; nil where a backend did not fail.
        public let failures: [FailedResult?]

        /// What a column says of the row; nil where it has none.
        public func cell(at column: Int, _ scale: Scale) -> Cell? {
            cells[column].map { Cell($0, scale) } ?? failures[column].map { _ in Cell.failed }
        }

        /// What the row is called.
        public var label: String { ([op] + parameters.list.map(\.value.description)).joined(separator: " ") }
    }

    /// Takes all of a document but what was split into phases, which has a table of its own.
    public init(_ document: ResultDocument) {
        var columns: [Column] = []
        var order: [String] = []
        var groups: [String: [Column: MeasuredSide]] = [:]
        for measured in document.measuredSides where measured.benchmark.phases == nil {
            let benchmark = measured.benchmark
            let column = Column(
                backend: benchmark.backend,
                side: measured.side,
                name: document.builds.count > 1 ? "\(benchmark.backend) \(measured.side)" : benchmark.backend
            )
            if !columns.contains(column) { columns.append(column) }
            let key = ([benchmark.op] + benchmark.params.list.map(\.value.description)).joined(separator: "/")
            if groups[key] == nil { order.append(key) }
            groups[key, default: [:]][column] = measured
        }
        var failures: [String: [Column: FailedResult]] = [:]
        for failed in document.failed ?? [] {
            let column = Column(backend: failed.backend, side: "A", name: failed.backend)
            if !columns.contains(column) { columns.append(column) }
            let key = ([failed.op] + failed.params.list.map(\.value.description)).joined(separator: "/")
            if groups[key] == nil, failures[key] == nil { order.append(key) }
            failures[key, default: [:]][column] = failed
        }
        self.columns = columns
        rows = order.compactMap { key in
            let (cells, failed) = (groups[key] ?? [:], failures[key] ?? [:])
            let measured = cells.first?.value.benchmark
            guard let op = measured?.op ?? failed.first?.value.op,
                let parameters = measured?.params ?? failed.first?.value.params
            else { return nil }
            return Row(
                op: op,
                parameters: parameters,
                cells: columns.map { cells[$0] },
                failures: columns.map { failed[$0] }
            )
        }
    }

    /// One unit for the times of an operation, whatever its parameters.
    public func scale(of op: String) -> Scale { Self.scale(of: rows.filter { $0.op == op }) }

    static func scale(of rows: [Row]) -> Scale {
        Scale(rows.flatMap { $0.cells.compactMap { $0?.statistics.headline } })
    }

    /// The lines above the table: what was measured, where, with which libraries.
    static func header(_ document: ResultDocument) -> [String] {
        let machine = document.machine
        let commit = document.builds["A"]?.gitCommit.value.map { " · commit \($0.prefix(10))" } ?? ""
        let loop = document.clock.loopNs.map { ", \(Quantities.duration($0)) around each operation" } ?? ""
        var lines = [
            "tlsbench \(document.tool.version)\(commit) · \(document.tool.suite) suite · seed \(document.tool.seed) "
                + "· \(document.started)",
            "\(machine.cpu.name), \(machine.cpu.logical) CPUs, \(machine.virt.hypervisor.value ?? "bare metal") "
                + "· \(machine.cpu.flags.joined(separator: " "))",
            "\(document.clock.wall), \(Quantities.duration(document.clock.costNs)) a reading\(loop) "
                + "· \(machine.os.libc) · Linux \(machine.os.kernel)",
        ]
        for (name, library) in (document.builds["A"]?.libs ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines.append("\(name): \(library.description) (\(library.codePath))")
        }
        return lines + settings(machine.settings) + labels(document)
    }

    /// What the user calls the result, in a line; no line for nothing.
    static func labels(_ document: ResultDocument) -> [String] { document.labelLine.map { ["labels: \($0)"] } ?? [] }

    /// What libraries were told from outside, in a line; no line for nothing.
    static func settings(_ settings: [String]?) -> [String] {
        settings.map { ["set from outside: \($0.joined(separator: "; "))"] } ?? []
    }

    /// What makes the numbers worth less.
    static func warnings(_ document: ResultDocument) -> [String] { document.tool.warnings.map { "warning: \($0)" } }

    /// What failed; a line each, below a heading.
    static func failures(_ document: ResultDocument) -> [String] { (document.failed ?? []).map(\.line) }

    /// What the cells say, in the order of their pieces, and what their notes mean.
    func legend(_ document: ResultDocument) -> [String] {
        let pieces =
            "\(Self.headlineName(document)) of one operation, ± median deviation of batches, throughput, "
            + "× speed of \(document.tool.reference), ≈ where it can be equal"
        return [pieces] + notes
    }

    /// What has to be said of columns that run each other's code; nothing where none does.
    public var notes: [String] {
        let measured = rows.flatMap { $0.cells.compactMap(\.self) }
        let legend = measured.contains { $0.owner.isKnownOther } ? [CodeOwner.legend] : []
        var doubts: [String] = []
        for cell in measured {
            guard case .perhaps(let other) = cell.owner else { continue }
            let line =
                "\(cell.benchmark.backend) runs kernels of \(other) in some rows, and this file does not tell in which: "
                + "it takes no part in rankings"
            if !doubts.contains(line) { doubts.append(line) }
        }
        return legend + doubts
    }

    /// What the times are: all of a document are made in one way.
    static func headlineName(_ document: ResultDocument) -> String {
        document.measuredSides.first?.statistics.headlineName ?? "time"
    }
}
