internal import CIntrinsics
internal import Glibc

/// The machine that a result was measured on, as far as results can depend on it; nothing that names the one machine.
public struct MachineDescription: Hashable, Sendable {
    /// `vendor_id` of the first processor.
    public let vendor: String
    /// `cpu family`.
    public let family: Int
    /// `model`.
    public let model: Int
    /// `stepping`.
    public let stepping: Int
    /// `model name`.
    public let name: String
    /// `microcode`.
    public let microcode: String
    /// Processors that the system has.
    public let logicalProcessors: Int
    /// Which processors are as fast as which.
    public let kinds: ProcessorKinds
    /// Those of its features that cryptography uses, by the kernel's names, in alphabetical order.
    public let flags: [String]
    /// All features, hashed.
    public let allFlagsHash: String
    /// Octets, by the cache's name; what the system tells.
    public let caches: [String: Int]
    /// Who runs this machine, if it is a virtual one and says so.
    public let hypervisor: String?
    /// What the hypervisor calls itself where CPUID tells, such as `KVMKVMKVM`.
    public let hypervisorSignature: String?
    /// Nominal frequency policy; nil where the system does not tell.
    public let governor: String?
    /// Where the kernel takes its time from.
    public let clocksource: String?
    /// The kernel's release.
    public let kernel: String
    /// The C library.
    public let libc: String
    /// The distribution's name for itself.
    public let distribution: String?
    /// Memory in MiB.
    public let memoryMiB: Int
    /// Load over 1, 5 and 15 minutes.
    public let load: [Double]
    /// Ticks that the hypervisor took away since the system started; many do not tell.
    public let stealTicks: Int

    /// Reads /proc and /sys.
    ///
    /// - Parameter root: what stands before them: empty but for tests. Hypervisor, clock, kernel, C library and load are always
    ///   this system's.
    public init(root: String = "") {
        var processor: [String: String] = [:]
        var count = 0
        for line in (contents(ofFile: root + "/proc/cpuinfo") ?? "").split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmed }
            guard let key = parts.first else { continue }
            if key == "processor" { count += 1 }
            if processor[key] == nil { processor[key] = parts.count > 1 ? parts[1] : "" }
        }
        let all = (processor["flags"] ?? processor["Features"] ?? "").split(separator: " ").map(String.init).sorted()
        vendor = processor["vendor_id"] ?? processor["CPU implementer"] ?? "unknown"
        family = Int(processor["cpu family"] ?? "") ?? 0
        model = Int(processor["model"] ?? "") ?? 0
        stepping = Int(processor["stepping"] ?? "") ?? 0
        name = processor["model name"] ?? "unknown"
        microcode = processor["microcode"] ?? "unknown"
        logicalProcessors = count
        kinds = ProcessorKinds(root: root)
        flags = all.filter { Self.cryptographicFlags.contains($0) }
        allFlagsHash = stableHash(all.joined(separator: " "))
        caches = Self.readCaches(root)
        hypervisor = all.contains("hypervisor") ? Self.readHypervisor() : nil
        hypervisorSignature = all.contains("hypervisor") ? signatureByCPUID() : nil
        governor = line(root + "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
        clocksource = line("/sys/devices/system/clocksource/clocksource0/current_clocksource")
        kernel = line("/proc/sys/kernel/osrelease") ?? "unknown"
        libc = Self.readLibraryVersion()
        distribution = (contents(ofFile: "/etc/os-release") ?? "").split(separator: "\n")
            .first { $0.hasPrefix("PRETTY_NAME=") }
            .map { String($0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" }) }
        let memory = (contents(ofFile: "/proc/meminfo") ?? "").split(separator: "\n").first?.split(separator: " ")
        memoryMiB = (memory.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0) / 1024
        load = (contents(ofFile: "/proc/loadavg") ?? "").split(separator: " ").prefix(3).compactMap { Double($0) }
        stealTicks = Self.stealTicksNow()
    }

    /// Whether nobody moved this system to another machine between the two descriptions.
    public func isSameMachine(as other: MachineDescription) -> Bool {
        hardwareKey == other.hardwareKey && allFlagsHash == other.allFlagsHash && clocksource == other.clocksource
    }

    /// Equal for machines whose times may be compared: no clock rates, memory, microcode or names in it.
    public var hardwareKey: String { hardwareKey(on: nil) }

    /// The same, and equal for processors of one kind only where a machine has several.
    ///
    /// - Parameter processor: the one that times are taken on.
    public func hardwareKey(on processor: Int?) -> String {
        let cacheList = caches.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        return stableHash(
            [
                vendor, "\(family)", "\(model)", "\(stepping)", name, "\(logicalProcessors)",
                flags.joined(separator: ","), cacheList, hypervisor ?? "",
            ].joined(separator: ";") + kinds.key(of: processor)
        )
    }

    /// Equal for machines that are alike in what ``hardwareKey(on:)`` leaves out too: the microcode, and who the hypervisor is.
    ///
    /// - Parameter processor: the one that times are taken on.
    public func exactKey(on processor: Int?) -> String {
        stableHash([hardwareKey(on: processor), microcode, hypervisorSignature ?? ""].joined(separator: ";"))
    }

    /// The kernel's names of the features that some crypto library dispatches on.
    private static let cryptographicFlags: Set<String> = [
        "sse2", "ssse3", "sse4_1", "aes", "pclmulqdq", "avx", "movbe", "avx2", "bmi1", "bmi2", "adx", "sha_ni", "vaes",
        "vpclmulqdq", "gfni", "avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512ifma", "asimd", "pmull", "sha2",
        "sha3", "sha512", "sve", "sve2",
    ]

    /// The C library's name and version, as confstr(3) gives them.
    private static func readLibraryVersion() -> String {
        var text = [CChar](repeating: 0, count: 64)
        let count = unsafe confstr(Int32(_CS_GNU_LIBC_VERSION), &text, text.count)
        return count == 0 ? "unknown" : String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }

    private static func readCaches(_ root: String) -> [String: Int] {
        var caches: [String: Int] = [:]
        for index in 0..<8 {
            let folder = root + "/sys/devices/system/cpu/cpu0/cache/index\(index)/"
            guard let level = line(folder + "level"), let type = line(folder + "type"), let size = line(folder + "size")
            else { continue }
            let suffix = ["Data": "d", "Instruction": "i"][type] ?? ""
            caches["l\(level)\(suffix)"] = (Int(size.filter(\.isNumber)) ?? 0) * 1024
        }
        return caches
    }

    private static func readHypervisor() -> String {
        let product = line("/sys/class/dmi/id/product_name") ?? line("/sys/hypervisor/type")
        return product.map { $0.isEmpty ? "unknown" : $0 } ?? "unknown"
    }

    /// Ticks that the hypervisor took away since the system started (proc(5), /proc/stat).
    static func stealTicksNow() -> Int {
        let words = (contents(ofFile: "/proc/stat") ?? "").split(separator: "\n").first?.split(separator: " ") ?? []
        return words.count > 8 ? Int(words[8]) ?? 0 : 0
    }
}

#if arch(x86_64)
/// What the hypervisor calls itself; nil where it has no name that can be seen.
private func signatureByCPUID() -> String? {
    var text = [CChar](repeating: 0, count: 13)
    unsafe text.withUnsafeMutableBufferPointer { unsafe tlsbench_hypervisor_signature($0.baseAddress) }
    let name = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return name.isEmpty ? nil : PrintableLine(name).text
}
#else
private func signatureByCPUID() -> String? { nil }
#endif

/// Twelve hexadecimal digits that stay the same for the same text: FNV-1a with 64 bits. It identifies, it does not protect;
/// this module knows no cryptography.
public func stableHash(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for octet in text.utf8 { hash = (hash ^ UInt64(octet)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String((String(repeating: "0", count: 16 - digits.count) + digits).prefix(12))
}

/// The first line of a file.
func line(_ path: String) -> String? { contents(ofFile: path).map { $0.prefix { $0 != "\n" }.trimmed } }

extension Substring {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        var rest = self
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
