internal import BenchCore
internal import Foundation

/// What makes times worth less because of where workers run: on a slow processor of several kinds, on the only one, or with a quota.
struct PlaceWarnings {
    /// One for each.
    let lines: [String]

    /// Of this process.
    init(processor: Int, kinds: ProcessorKinds) {
        self.init(
            processor: processor,
            kinds: kinds,
            allowed: Affinity.allowedAtFirst.count,
            quota: ProcessorQuota().processors
        )
    }

    /// - Parameters:
    ///   - processor: where workers stay.
    ///   - allowed: how many processors this process may use.
    ///   - quota: how many processors' worth of time it may use, if that is limited.
    init(processor: Int, kinds: ProcessorKinds, allowed: Int, quota: Double?) {
        var lines: [String] = []
        if kinds.areMixed, let own = kinds.kind(of: processor), let fastest = kinds.kinds.first {
            let others = kinds.kinds.filter { $0 != own }.map(\.description).joined(separator: "; ")
            lines.append(
                "the machine has \(kinds.kinds.count) kinds of processors: workers stayed on \(processor), one of "
                    + "\(own.description); there are \(others)"
            )
            if own != fastest { lines.append("processor \(processor) is a slow one (a fast one: --cpu auto)") }
        }
        if allowed < 2 { lines.append("coordinator and workers share the one processor that this process may use") }
        if let quota {
            let amount = String(format: "%.2g", quota)
            lines.append("a control group limits this process to \(amount) processors' worth of time, then stops it")
        }
        self.lines = lines
    }
}
