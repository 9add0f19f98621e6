internal import BenchGate
internal import BenchReport
internal import Foundation

/// What `layout` prints, the widest spread first.
struct LayoutTable {
    let text: String

    init(_ spreads: [LayoutSpread], relinks: Int, on terminal: Terminal) {
        func percent(_ share: Double) -> String { String(format: "%.2f %%", share * 100) }
        let head = ["", "range", "noise", "floor", "min-effect"]
        let rows = spreads.sorted { $0.floor > $1.floor }.map { spread in
            [spread.id] + [spread.range, spread.noise, spread.floor, spread.minEffect].map(percent)
        }
        var lines = ["\(relinks) relinks of the same objects beside the build itself", ""]
        lines += terminal.aligned([head] + rows, numbers: 1..<head.count)
        lines += [
            "", "range: slowest over fastest · noise: what single estimates are off by",
            "floor: standard deviation with the noise taken off · min-effect: twice that, for gate --per-benchmark",
        ]
        text = terminal.fitted(lines).joined(separator: "\n")
    }
}
