/// The kinds of processors that the machine has: where they differ, such as in phones and in laptops since 2021, times of one
/// say nothing of another.
public struct ProcessorKinds: Hashable, Sendable {
    /// The fastest first; one where all are alike, or where the system does not tell.
    public let kinds: [Kind]

    /// Processors that are alike.
    public struct Kind: Hashable, Sendable {
        /// Their numbers, ascending.
        public let processors: [Int]
        /// In kHz (`cpuinfo_max_freq`); nil where the system does not tell.
        public let maxFrequency: Int?
        /// Speed at that frequency, of the machine's fastest as 1024 (`cpu_capacity`); nil where the system does not tell.
        public let capacity: Int?

        /// Their numbers as `0-3,8`.
        public var processorList: String { list(processors) }

        /// `processors 0-3 (up to 5.1 GHz, capacity 1024)`.
        public var description: String {
            let frequency = maxFrequency.map { kHz in
                let tenths = (kHz + 50_000) / 100_000
                return "up to \(tenths / 10).\(tenths % 10) GHz"
            }
            let facts = [frequency, capacity.map { "capacity \($0)" }].compactMap(\.self)
            let noun = processors.count == 1 ? "processor" : "processors"
            return "\(noun) \(processorList)" + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")
        }
    }

    /// - Parameter root: what stands before `/sys`: empty but for tests.
    public init(root: String = "") {
        var groups: [Measure: [Int]] = [:]
        for processor in Self.online(root) {
            let folder = root + "/sys/devices/system/cpu/cpu\(processor)/"
            let measure = Measure(
                capacity: line(folder + "cpu_capacity").flatMap { Int($0) },
                maxFrequency: line(folder + "cpufreq/cpuinfo_max_freq").flatMap { Int($0) }
            )
            groups[measure, default: []].append(processor)
        }
        kinds = groups.sorted { $0.key.isFaster(than: $1.key) }.map { measure, processors in
            Kind(processors: processors.sorted(), maxFrequency: measure.maxFrequency, capacity: measure.capacity)
        }
    }

    /// Whether processors differ.
    public var areMixed: Bool { kinds.count > 1 }

    /// The kind of a processor.
    public func kind(of processor: Int) -> Kind? { kinds.first { $0.processors.contains(processor) } }

    /// Where that kind stands in ``kinds``.
    public func place(of processor: Int) -> Int? { kinds.firstIndex { $0.processors.contains(processor) } }

    /// Of these processors those of the fastest kind that is among them; all of them where nothing is known of them.
    public func fastest(of processors: [Int]) -> [Int] {
        for kind in kinds {
            let own = processors.filter { kind.processors.contains($0) }
            if !own.isEmpty { return own }
        }
        return processors
    }

    /// What makes times of one kind other than those of another: empty where all processors are alike.
    func key(of processor: Int?) -> String {
        guard areMixed, let kind = processor.flatMap(kind(of:)) else { return "" }
        return "kind=\(kind.capacity ?? 0),\(kind.maxFrequency ?? 0)"
    }

    private static func online(_ root: String) -> [Int] {
        numbers(line(root + "/sys/devices/system/cpu/online") ?? "")
    }

    /// What the kernel says of a processor's speed.
    private struct Measure: Hashable {
        let capacity: Int?
        let maxFrequency: Int?

        /// Capacity has frequency in it already, and what a core does in a cycle.
        func isFaster(than other: Measure) -> Bool {
            (capacity ?? 0, maxFrequency ?? 0) > (other.capacity ?? 0, other.maxFrequency ?? 0)
        }
    }
}

/// `0-3,8` as numbers (cpuset(7), "List format"); what is no number is left out.
func numbers(_ list: String) -> [Int] {
    list.split(separator: ",").flatMap { range -> [Int] in
        let ends = range.split(separator: "-").map { Int($0) }
        guard !ends.isEmpty, !ends.contains(nil), let first = ends[0], let last = ends[ends.count - 1],
            first <= last, last < 1 << 16
        else { return [] }
        return Array(first...last)
    }
}

/// Ascending numbers as `0-3,8`.
func list(_ numbers: [Int]) -> String {
    var ranges: [(first: Int, last: Int)] = []
    for number in numbers {
        if let last = ranges.last, last.last + 1 == number {
            ranges[ranges.count - 1].last = number
        } else {
            ranges.append((number, number))
        }
    }
    return ranges.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }.joined(separator: ",")
}
