internal import BenchCore

/// Go's benchmark format (golang.org/design/14313-benchmark-format): a line for each generation, so that benchstat takes
/// generations for its samples: `benchstat -col /backend`, or `-col /side` for a gate.
///
/// benchstat makes a table for each setting of the `key: value` lines; so what differs from run to run, as commits do, stays
/// out of them, in lines that it passes over.
func benchfmtText(_ documents: [ResultDocument]) -> String {
    documents.map { document in
        var lines = ["# tlsbench \(document.tool.version), \(document.started)"]
        for (side, build) in document.builds.sorted(by: { $0.key < $1.key }) {
            lines.append("# \(side): commit \(build.gitCommit.value ?? "unknown"), \(build.configuration)")
        }
        lines += ["pkg: tlsbench", "cpu: \(document.machine.cpu.name)"].map {
            $0.split(whereSeparator: \.isNewline).joined(separator: " ")
        }
        for measured in document.measuredSides {
            let name = goName(measured, hasSides: document.builds.count > 1)
            for generation in measured.times {
                var line = "\(name) \(measured.benchmark.k * generation.wall.count) \(generation.median) ns/op"
                if let octets = measured.benchmark.bytesPerOp.value {
                    line += " \(Double(octets) / generation.median * 1e3) MB/s"
                }
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }.joined()
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
