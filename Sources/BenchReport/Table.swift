internal import BenchCore

/// The rows of a report by operation and the columns by backend, as every writer for people prints them.
struct Table {
    /// Backends and peers, in the order in which they first occur.
    let columns: [String]
    let rows: [Row]

    /// One operation with its parameters.
    struct Row {
        let op: String
        let parameters: String
        /// By column; nil where a backend has no such row.
        let cells: [BenchmarkResult?]
    }

    init(_ document: ResultDocument) {
        var columns: [String] = []
        var order: [String] = []
        var groups: [String: [String: BenchmarkResult]] = [:]
        for benchmark in document.benchmarks {
            if !columns.contains(benchmark.backend) { columns.append(benchmark.backend) }
            let key = "\(benchmark.op) \(Self.text(benchmark.params))"
            if groups[key] == nil { order.append(key) }
            groups[key, default: [:]][benchmark.backend] = benchmark
        }
        self.columns = columns
        rows = order.compactMap { key in
            guard let cells = groups[key], let any = cells.first?.value else { return nil }
            return Row(op: any.op, parameters: Self.text(any.params), cells: columns.map { cells[$0] })
        }
    }

    private static func text(_ parameters: OrderedParameters) -> String {
        parameters.list.map(\.value.description).joined(separator: " ")
    }

    /// What a cell says: median, spread, throughput where octets move, ratio to the reference.
    static func cell(_ result: BenchmarkResult?) -> [String] {
        guard let result, let statistics = result.statistics else { return ["–"] }
        var parts = [
            Quantities.duration(statistics.median), "±" + Quantities.percent(statistics.mad / statistics.median),
        ]
        if let octets = result.bytesPerOp.value {
            parts.append(Quantities.throughput(octets: octets, nanoseconds: statistics.median))
        }
        if let ratio = result.ratio.value { parts.append(Quantities.ratio(ratio.estimate)) }
        return parts
    }

    /// The lines above the table: what was measured, where, with which libraries.
    static func header(_ document: ResultDocument) -> [String] {
        let machine = document.machine
        let commit = document.builds["A"]?.gitCommit.value.map { " · commit \($0.prefix(10))" } ?? ""
        var lines = [
            "tlsbench \(document.tool.version)\(commit) · \(document.tool.suite) suite · seed \(document.tool.seed) "
                + "· \(document.started)",
            "\(machine.cpu.name), \(machine.cpu.logical) CPUs, \(machine.virt.hypervisor.value ?? "bare metal") "
                + "· \(machine.cpu.flags.joined(separator: " "))",
            "\(document.clock.wall), \(Quantities.duration(document.clock.costNs)) a reading · \(machine.os.libc) "
                + "· Linux \(machine.os.kernel)",
        ]
        for (name, library) in (document.builds["A"]?.libs ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines.append("\(name): \(library.name) \(library.version) (\(library.codePath))")
        }
        lines.append(
            "median of one operation, ± median deviation of batches, throughput, × speed of \(document.tool.reference)"
        )
        return lines + document.tool.warnings.map { "warning: \($0)" }
    }
}
