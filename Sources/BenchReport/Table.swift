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
        /// By column; nil where a backend has no such row.
        public let cells: [MeasuredSide?]

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
        self.columns = columns
        rows = order.compactMap { key in
            guard let cells = groups[key], let any = cells.first?.value.benchmark else { return nil }
            return Row(op: any.op, parameters: any.params, cells: columns.map { cells[$0] })
        }
    }

    /// One unit for the times of an operation, whatever its parameters.
    public func scale(of op: String) -> Scale { Self.scale(of: rows.filter { $0.op == op }) }

    static func scale(of rows: [Row]) -> Scale { Scale(rows.flatMap { $0.cells.compactMap { $0?.statistics.median } }) }

    /// What a cell says: median, spread, throughput where octets move, ratio to the reference.
    static func cell(_ measured: MeasuredSide?, _ scale: Scale) -> [String] {
        guard let measured else { return ["–"] }
        let statistics = measured.statistics
        var parts = [
            scale.text(statistics.median), "±" + Quantities.percent(statistics.mad / statistics.median),
        ]
        if let octets = measured.benchmark.bytesPerOp.value {
            parts.append(Quantities.throughput(octets: octets, nanoseconds: statistics.median))
        }
        // The ratio was taken to the reference of the same build.
        if measured.side == "A", let ratio = measured.benchmark.ratio.value {
            parts.append(Quantities.ratio(ratio.estimate))
        }
        return parts
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
            lines.append("\(name): \(library.name) \(library.version) (\(library.codePath))")
        }
        return lines + settings(machine.settings)
    }

    /// What libraries were told from outside, in a line; no line for nothing.
    static func settings(_ settings: [String]?) -> [String] {
        settings.map { ["set from outside: \($0.joined(separator: "; "))"] } ?? []
    }

    /// What makes the numbers worth less.
    static func warnings(_ document: ResultDocument) -> [String] { document.tool.warnings.map { "warning: \($0)" } }

    /// What the cells say, in the order of their pieces.
    static func legend(_ document: ResultDocument) -> String {
        "median of one operation, ± median deviation of batches, throughput, × speed of \(document.tool.reference)"
    }
}
