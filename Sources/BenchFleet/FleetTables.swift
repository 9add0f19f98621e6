internal import BenchReport
internal import BenchStatistics

extension FleetReport {
    /// Every row of every run; every row of every kind; every file.
    public var tables: [FleetTable] { [rowTable, kindTable, fileTable] }

    /// What stands next to `label.` in the names of columns.
    private var labelKeys: [String] { Set(fleet.runs.flatMap(\.labels.keys)).sorted() }

    private var rowTable: FleetTable {
        let keys = labelKeys
        let definitionNames = ["id", "operation", "backend", "library_version", "definition", "octets"]
        let numberNames = ["time_ns", "ci95_low_ns", "ci95_high_ns", "own_code", "failed"]
        let runNames = [
            "file", "run", "started", "kind", "machine", "processor", "tool", "commit", "suite", "interrupted",
        ]
        return FleetTable(
            name: "rows",
            columns: runNames + keys.map { "label.\($0)" } + definitionNames + numberNames
        ) { [fleet] (take) throws(ResultFileError) in
            let definitions = fleet.definitions.list.map { definition in
                FieldGroup([
                    ("id", .text(definition.id)), ("operation", .text(definition.operation)),
                    ("backend", .text(definition.backend)), ("library_version", .text(definition.version)),
                    ("definition", .text(definition.definitionHash)),
                    ("octets", definition.octets.map { .count($0) } ?? .none),
                ])
            }
            for run in fleet.runs {
                let common = FieldGroup(Self.fields(of: run, fleet, labels: keys))
                for row in run.rows {
                    let numbers = FieldGroup([
                        ("time_ns", .number(row.time)), ("ci95_low_ns", FieldValue(row.interval?.low)),
                        ("ci95_high_ns", FieldValue(row.interval?.high)), ("own_code", .count(row.takesPart ? 1 : 0)),
                        ("failed", .none),
                    ])
                    try take([common, definitions[row.definition], numbers])
                }
                for failure in run.failures {
                    let operation = RowDefinition.operation(failure.op, failure.params, isa: failure.isa)
                    let what = FieldGroup([
                        ("id", .text(failure.id)), ("operation", .text(operation)),
                        ("backend", .text(failure.backend)),
                        ("library_version", .none), ("definition", .none), ("octets", .none), ("time_ns", .none),
                        ("ci95_low_ns", .none), ("ci95_high_ns", .none), ("own_code", .none),
                        ("failed", .printable(failure.reason)),
                    ])
                    try take([common, what])
                }
            }
        }
    }

    private static func fields(
        of run: FleetRun,
        _ fleet: Fleet,
        labels: [String]
    ) -> [(name: String, value: FieldValue)] {
        [
            ("file", .printable(run.file)), ("run", .text(run.id)), ("started", .text(run.started)),
            ("kind", .text(run.kind)),
            ("machine", FieldValue(fleet.machine(of: run))), ("processor", .text(run.machine.name)),
            ("tool", .text(run.tool)), ("commit", FieldValue(run.commit)), ("suite", .text(run.suite)),
            ("interrupted", .count(run.isInterrupted ? 1 : 0)),
        ] + labels.map { ("label.\($0)", FieldValue(run.labels[$0])) }
    }

    private var kindTable: FleetTable {
        let names = Self.fields(of: nil, nil, nil).map(\.name)
        return FleetTable(name: "kinds", columns: names) { [kinds, fleet] (take) throws(ResultFileError) in
            for kind in kinds {
                for row in kind.rows {
                    let definition = fleet.definitions.list[row.definition]
                    try take([FieldGroup(Self.fields(of: kind, row, definition))])
                }
            }
        }
    }

    private static func fields(
        of kind: MachineKind?,
        _ row: KindRow?,
        _ definition: RowDefinition?
    ) -> [(name: String, value: FieldValue)] {
        [
            ("kind", FieldValue(kind?.key)), ("processor", FieldValue(kind?.name)), ("id", FieldValue(definition?.id)),
            ("operation", FieldValue(definition?.operation)), ("backend", FieldValue(definition?.backend)),
            ("library_version", FieldValue(definition?.version)),
            ("definition", FieldValue(definition?.definitionHash)),
            ("machines", row.map { .count($0.machines.count) } ?? .none),
            ("runs", row.map { .count($0.runs) } ?? .none),
            ("time_ns", FieldValue(row?.time)), ("ci95_low_ns", FieldValue(row?.interval?.low)),
            ("ci95_high_ns", FieldValue(row?.interval?.high)), ("fastest_machine_ns", FieldValue(row?.fastest)),
            ("slowest_machine_ns", FieldValue(row?.slowest)), ("sd_between_machines", FieldValue(row?.spread?.between)),
            ("noise_of_a_machine", FieldValue(row?.spread?.noise)),
            ("sd_beyond_noise", FieldValue(row?.spread?.beyondNoise)),
            ("noise_from", FieldValue(row?.noiseSource?.rawValue)),
        ]
    }

    private var fileTable: FleetTable {
        let taken = fleet.runs.map { ($0.file, "taken", "") }
        let leftOut = fleet.leftOut.map { ($0.file, $0.isFault ? "refused" : "left out", $0.reason) }
        let records = (taken + leftOut).sorted { $0 < $1 }
        return FleetTable(name: "files", columns: ["file", "outcome", "reason"]) { (take) throws(ResultFileError) in
            for (file, outcome, reason) in records {
                try take([
                    FieldGroup([("file", .printable(file)), ("outcome", .text(outcome)), ("reason", .text(reason))])
                ])
            }
        }
    }
}
