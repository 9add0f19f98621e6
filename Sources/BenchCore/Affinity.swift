internal import CIntrinsics
internal import Glibc

/// Which processors the process may use.
public enum Affinity {
    /// The processors that are allowed now.
    public static var allowed: [Int] {
        (0..<tlsbench_most_processors()).filter { tlsbench_may_use($0) != 0 }.map(Int.init)
    }

    /// Keeps the process, with all its threads to come, on one processor; false if that is not allowed.
    public static func pin(to processor: Int) -> Bool {
        guard (0..<Int(tlsbench_most_processors())).contains(processor) else { return false }
        return tlsbench_pin(Int32(processor)) == 0
    }

    /// The processors that were allowed before this process kept off one of them.
    public static let allowedAtFirst: [Int] = allowed

    /// Keeps the process off one processor, if it may use another.
    public static func leave(_ processor: Int) {
        guard let other = allowedAtFirst.first(where: { $0 != processor }) else { return }
        _ = tlsbench_leave(Int32(processor), Int32(other))
    }

    /// The allowed processor that did the least in a fifth of a second, of the fastest kind that is allowed; not the first one
    /// on a tie, which gets the interrupts.
    public static func quietest(_ kinds: ProcessorKinds = ProcessorKinds()) -> Int {
        let before = busyTicks()
        usleep(200_000)
        let after = busyTicks()
        let load = kinds.fastest(of: allowed).map { (processor: $0, ticks: (after[$0] ?? 0) - (before[$0] ?? 0)) }
        return load.reversed().min { $0.ticks < $1.ticks }?.processor ?? 0
    }

    /// Ticks that were not idle, by processor (proc(5), /proc/stat).
    private static func busyTicks() -> [Int: Int] {
        var ticks: [Int: Int] = [:]
        for line in (contents(ofFile: "/proc/stat") ?? "").split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let name = words.first, name.hasPrefix("cpu"), let processor = Int(name.dropFirst(3)) else {
                continue
            }
            let numbers = words.dropFirst().compactMap { Int($0) }
            guard numbers.count >= 5 else { continue }
            ticks[processor] = numbers.reduce(0, +) - numbers[3] - numbers[4]
        }
        return ticks
    }
}
