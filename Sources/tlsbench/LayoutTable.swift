internal import BenchGate
internal import Foundation

/// What `layout` prints, the widest spread first.
struct LayoutTable {
    let text: String

    init(_ spreads: [LayoutSpread], relinks: Int) {
        let width = spreads.map(\.id.count).max() ?? 0
        func padded(_ text: String) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
        func percent(_ share: Double) -> String { String(format: "%7.2f %%", share * 100) }
        var lines = [
            "\(relinks) relinks of the same objects beside the build itself",
            "",
            padded("") + "      range      noise      floor  min-effect",
        ]
        for spread in spreads.sorted(by: { $0.floor > $1.floor }) {
            let columns = [spread.range, spread.noise, spread.floor, spread.minEffect].map(percent)
            lines.append(padded(spread.id) + "  " + columns.joined(separator: "  "))
        }
        lines += [
            "", "range: slowest over fastest · noise: what single estimates are off by",
            "floor: standard deviation with the noise taken off · min-effect: twice that, for gate --per-benchmark",
        ]
        text = lines.joined(separator: "\n")
    }
}
