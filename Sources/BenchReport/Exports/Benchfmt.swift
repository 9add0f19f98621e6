internal import BenchCore

/// Go's benchmark format (golang.org/design/14313-benchmark-format): a line for each generation, so that benchstat takes
/// generations for its samples: `benchstat -col /backend`, or `-col /side` for a gate.
///
/// What differs from run to run stands in lines `key: value` before the run's results (golang.org/x/perf/benchfmt), so that readers
/// can tell runs apart: benchstat makes a table for each setting of them, unless `-col run` puts runs next to each other, with
/// `-ignore` for the other keys that differ.
func benchfmtText(_ documents: [ResultDocument]) -> String {
    documents.map { document in
        var lines = configuration(document).map { key, value in
            "\(key): \(StoredText.line(value))"
        }
        for measured in document.measuredSides {
            let name = goName(measured, hasSides: document.builds.count > 1)
            for generation in measured.times {
                var line = "\(name) \(measured.benchmark.k * generation.wall.count) \(generation.value) ns/op"
                if let octets = measured.benchmark.bytesPerOp.value {
                    line += " \(Double(octets) / generation.value * 1e3) MB/s"
                }
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }.joined()
}

/// Keys begin with a small letter and have no space; each run sets all of them, for a value stays in force until it is set anew.
private func configuration(_ document: ResultDocument) -> [(key: String, value: String)] {
    let builds = document.builds.sorted { $0.key < $1.key }.map(\.value)
    func ofEach(_ value: (ResultDocument.Build) -> String) -> String {
        let values = builds.map(value)
        return Set(values).count == 1 ? values[0] : values.joined(separator: " against ")
    }
    return [
        ("pkg", "tlsbench"), ("cpu", document.machine.cpu.name), ("hw-key", document.machine.hwKey),
        // A moment that people know it by, and what no other run has.
        ("run", "\(document.started)-\(document.id.prefix(8))"), ("tlsbench", document.tool.version),
        ("commit", ofEach { $0.gitCommit.value ?? "unknown" }), ("configuration", ofEach(\.configuration)),
        ("compiler", ofEach { $0.compiler ?? "unknown" }),
        (
            "libraries",
            ofEach { build in
                build.libs.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.version)" }.joined(separator: ", ")
            }
        ),
    ]
}

/// `BenchmarkRecordSeal/cipher=aes-128-gcm/bytes=16384/backend=swift`.
private func goName(_ measured: MeasuredSide, hasSides: Bool) -> String {
    let benchmark = measured.benchmark
    let words = benchmark.op.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    var parts = ["Benchmark" + words.joined()]
    parts += benchmark.params.list.map { "\($0.name)=\($0.value)" }
    parts.append("backend=\(benchmark.backend)")
    if benchmark.isa != "native" { parts.append("isa=\(benchmark.isa)") }
    if hasSides { parts.append("side=\(measured.side)") }
    let name = parts.joined(separator: "/")
    // A number behind the last hyphen is how many processors Go had; so it must not be a part of a name.
    return name.firstMatch(of: /-[0-9]+$/) == nil ? name : "\(name)-1"
}
