internal import CIntrinsics
internal import Glibc

/// How the system has set the machine up, as far as it decides how well one can measure here. What the system does not tell is nil.
public struct MachineTuning: Hashable, Sendable {
    /// The frequency policy of the first processor.
    public let governor: String?
    /// Whether frequencies above the nominal one are allowed.
    public let hasTurbo: Bool?
    /// Whether two logical processors share a core. Virtual machines seldom tell the truth.
    public let hasSMT: Bool?
    /// How many processors' worth of time this process's control groups may use; nil without a limit.
    public let quota: Double?
    /// Which processors are as fast as which.
    public let kinds: ProcessorKinds
    /// Who may count events (`perf_event_paranoid`).
    public let paranoia: Int?
    /// Processors that are kept free of other processes.
    public let isolated: String?
    /// Load over the last minute.
    public let load: Double

    /// - Parameter root: what stands before `/proc` and `/sys`: empty but for tests.
    public init(root: String = "") {
        func text(_ path: String) -> String? { line(root + path) }
        governor = text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
        let boost = text("/sys/devices/system/cpu/cpufreq/boost").map { $0 == "1" }
        hasTurbo = boost ?? text("/sys/devices/system/cpu/intel_pstate/no_turbo").map { $0 == "0" }
        let siblings = text("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list")
        hasSMT =
            text("/sys/devices/system/cpu/smt/active").map { $0 == "1" }
            ?? siblings.map { $0.contains(",") || $0.contains("-") }
        quota = ProcessorQuota(root: root).processors
        kinds = ProcessorKinds(root: root)
        paranoia = text("/proc/sys/kernel/perf_event_paranoid").flatMap { Int($0) }
        isolated = text("/sys/devices/system/cpu/isolated").flatMap { $0.isEmpty ? nil : $0 }
        load = text("/proc/loadavg")?.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }

    /// Why the hardware's counters cannot be read; nil if they can.
    public static func counterRefusal() -> String? {
        let descriptor = tlsbench_open_instruction_counter()
        guard descriptor < 0 else {
            close(descriptor)
            return nil
        }
        // ENOENT: the processor, or who lends it, has none (perf_event_open(2)).
        return descriptor == -ENOENT ? "this machine has none" : systemMessage(-descriptor)
    }

    /// Ticks of a hundredth of a second that the hypervisor took since the system started.
    public static func stealTicks() -> Int { MachineDescription.stealTicksNow() }
}
