internal import BenchCore
public import BenchReport

/// A run as a report of many needs it.
public struct FleetRun: Sendable {
    /// The file that it was read from.
    public let file: String
    /// Its name for itself.
    public let id: String
    /// When it began, in UTC.
    public let started: String
    /// The hardware key: the kind of machine.
    public let kind: String
    /// What else is known of the machine.
    public let machine: MachineFacts
    /// What the user calls it.
    public let labels: [String: String]
    /// The commit that was measured.
    public let commit: String?
    /// The version of tlsbench.
    public let tool: String
    /// `quick`, `standard` or `full`.
    public let suite: String
    /// Whether only a part of the benchmarks was asked for.
    public let isFiltered: Bool
    /// Whether it was ended before its time.
    public let isInterrupted: Bool
    /// The columns that were there to be measured.
    public let backends: Set<String>
    /// What was measured.
    public let rows: [FleetRow]
    /// What failed.
    public let failures: [FailedResult]
    /// Equal for two files that say the same.
    let digest: Int

    init(
        _ document: ResultDocument,
        file: String,
        _ definitions: inout RowDefinitions,
        _ quantiles: inout YuenQuantiles
    ) {
        let build = document.builds["A"]
        self.file = file
        id = document.id
        started = document.started
        kind = document.machine.hwKey
        machine = MachineFacts(document)
        labels = document.labels ?? [:]
        commit = build?.gitCommit.value
        tool = document.tool.version
        suite = document.tool.suite
        isFiltered = document.tool.argv.contains { $0 == "--filter" || $0.hasPrefix("--filter=") }
        isInterrupted = document.isInterrupted
        failures = document.failed ?? []
        backends = Set((build?.libs.keys).map(Array.init) ?? [])
            .union(document.benchmarks.map(\.backend)).union(failures.map(\.backend))
        rows = document.measuredSides.filter { $0.side == "A" }.map { side in
            FleetRow(
                side,
                definition: definitions.place(of: RowDefinition(side.benchmark, build)),
                &quantiles
            )
        }
        var hasher = Hasher()
        hasher.combine(document.tool.seed)
        hasher.combine(labels)
        hasher.combine(machine)
        hasher.combine(started)
        hasher.combine(rows)
        hasher.combine(failures)
        digest = hasher.finalize()
    }
}

/// What is known of a machine besides its kind, and may make a difference within it.
public struct MachineFacts: Hashable, Sendable {
    /// The processor, and what its vendor calls the kind of core where that is known.
    public let name: String
    /// Processors.
    public let logical: Int
    /// Each with its name, in the order of a report.
    public let details: [Detail]

    /// Something that may differ between machines of a kind.
    public struct Detail: Hashable, Sendable {
        /// What it is.
        public let name: String
        /// What it is on this machine.
        public let value: String
    }

    init(_ document: ResultDocument) {
        let (machine, cpu) = (document.machine, document.machine.cpu)
        let core = cpu.core ?? Microarchitecture(vendor: cpu.vendor, family: cpu.family, model: cpu.model).name
        name = PrintableLine(cpu.name + (core.map { " (\($0))" } ?? ""), longest: 100).text
        logical = cpu.logical
        let known: [(String, String?)] = [
            ("microcode", cpu.microcode), ("hypervisor", machine.virt.signature ?? machine.virt.hypervisor.value),
            ("governor", machine.freq.governor.value), ("clock", machine.clocksource.value),
            ("kernel", machine.os.kernel), ("C library", machine.os.libc), ("compiler", document.builds["A"]?.compiler),
            ("memory", "\(machine.memoryMib) MiB"), ("settings", machine.settings?.joined(separator: "; ")),
            ("priority", document.tool.priority), ("tlsbench", document.tool.version),
            ("commit", document.builds["A"]?.gitCommit.value.map { String($0.prefix(10)) }),
        ]
        details = known.map { Detail(name: $0, value: PrintableLine($1 ?? "–", longest: 200).text) }
    }
}
