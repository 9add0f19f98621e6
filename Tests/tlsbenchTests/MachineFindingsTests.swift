import BenchCore
import CryptoBackend
import Foundation
import Testing

@testable import tlsbench

@Suite struct `What a machine's settings mean` {
    /// What `/proc` and `/sys` of a machine said, as a folder; it is there for the length of `body`.
    private func tuning(_ files: [String: String]) throws -> MachineTuning {
        let root = FileManager.default.temporaryDirectory.appending(path: "tree-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, contents) in files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data((contents + "\n").utf8).write(to: file)
        }
        return MachineTuning(root: root.path)
    }

    private static let cpu = "sys/devices/system/cpu"
    /// A laptop with an Intel processor on battery.
    private static let laptop = [
        "\(cpu)/cpu0/cpufreq/scaling_governor": "powersave", "\(cpu)/intel_pstate/no_turbo": "0",
        "\(cpu)/smt/active": "1", "\(cpu)/isolated": "", "proc/sys/kernel/perf_event_paranoid": "2",
        "proc/loadavg": "5.10 4.00 3.00 2/1234 5678",
    ]
    /// A server that was set up for measuring.
    private static let server = [
        "\(cpu)/cpu0/cpufreq/scaling_governor": "performance", "\(cpu)/cpufreq/boost": "0", "\(cpu)/smt/active": "0",
        "\(cpu)/isolated": "6-7", "proc/sys/kernel/perf_event_paranoid": "-1", "proc/loadavg": "0.05 0.01 0.00 1/200 9",
    ]
    /// A virtual machine of a cloud, in a container with half a processor.
    private static let container = [
        "sys/fs/cgroup/cpu.max": "50000 100000", "proc/self/cgroup": "0::/",
        "proc/self/mountinfo": "31 23 0:26 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw",
        "\(cpu)/cpu0/topology/thread_siblings_list": "0",
        "proc/loadavg": "0.50 0.40 0.30 1/100 2",
    ]

    private func findings(
        _ files: [String: String],
        hypervisor: String? = nil,
        priority: WorkerPriority = .realtime,
        counters: String? = nil,
        clock: Double = 24,
        allowed: Int = 8
    ) throws -> [String: Finding] {
        let findings = MachineFindings(
            tuning: try tuning(files),
            processors: 8,
            allowed: allowed,
            hypervisor: hypervisor,
            priority: priority,
            counterRefusal: counters,
            clock: ("CLOCK_MONOTONIC_RAW", clock),
            clocksource: "tsc"
        ).findings
        return Dictionary(uniqueKeysWithValues: findings.map { ($0.topic, $0) })
    }

    @Test func `are read from the system`() throws {
        let laptop = try tuning(Self.laptop)
        #expect(laptop.governor == "powersave" && laptop.hasTurbo == true && laptop.hasSMT == true)
        #expect(laptop.quota == nil && laptop.paranoia == 2 && laptop.isolated == nil && laptop.load == 5.1)
        let container = try tuning(Self.container)
        #expect(container.governor == nil && container.hasTurbo == nil && container.hasSMT == false)
        #expect(container.quota == 0.5)
        let nothing = try tuning([:])
        #expect(nothing.hasSMT == nil && nothing.load == 0 && nothing.paranoia == nil)
    }

    @Test func `are all to be mended on a laptop`() throws {
        let found = try findings(Self.laptop, priority: .ordinary, counters: "Permission denied", clock: 600)
        for topic in ["governor", "SMT", "load", "priority", "clock"] {
            #expect(found[topic]?.level == .warning, "\(topic)")
            #expect(found[topic]?.advice?.isEmpty == false, "\(topic)")
        }
        #expect(found["governor"]?.fact.contains("powersave") == true)
        #expect(found["turbo"]?.level == .note)
        #expect(found["counters"]?.fact.contains("perf_event_paranoid is 2") == true)
        #expect(found["hypervisor"]?.level == .good)
    }

    @Test func `are well on a server that was set up for it`() throws {
        let found = try findings(Self.server)
        #expect(found.values.allSatisfy { $0.level == .good }, "\(found)")
        #expect(found["isolation"]?.fact.contains("6-7") == true)
    }

    @Test func `say of a virtual machine what nobody knows`() throws {
        let found = try findings(Self.container, hypervisor: "unknown", counters: "this machine has none")
        #expect(found["quota"]?.level == .warning)
        #expect(found["quota"]?.fact.contains("0.5 processors") == true)
        #expect(found["governor"]?.level == .note && found["turbo"]?.level == .note)
        #expect(found["SMT"]?.fact.contains("host may share") == true)
        #expect(found["hypervisor"]?.advice?.contains("gate") == true)
    }

    @Test func `name kinds of processors, and that there is one for all`() throws {
        var files = Self.server
        files["\(Self.cpu)/online"] = "0-3"
        for processor in 0..<4 {
            files["\(Self.cpu)/cpu\(processor)/cpufreq/cpuinfo_max_freq"] = processor < 2 ? "2000000" : "3000000"
        }
        let mixed = try findings(files)
        #expect(mixed["kinds"]?.level == .note)
        let kinds = "processors differ: processors 2-3 (up to 3.0 GHz); processors 0-1 (up to 2.0 GHz)"
        #expect(mixed["kinds"]?.fact == kinds)
        #expect(try findings(Self.server)["kinds"] == nil)

        let alone = try findings(Self.laptop, allowed: 1)["processors"]
        #expect(alone?.level == .warning && alone?.fact.contains("one of 8") == true)
        #expect(try findings(Self.laptop)["processors"] == nil)
    }

    @Test(arguments: [false, true])
    func `name what a library lacks`(isGMPFat: Bool) throws {
        let libraries = LoadedLibrary.all(named: ["libcrypto", "libssl", "libgmp", "libnosuch"])
        #expect(libraries.map { $0.name.prefix(6) } == ["libcry", "libssl", "libgmp"])
        let findings = LibraryFindings(
            libraries: libraries,
            features: InstructionSet([.sse2, .bmi2, .adx]),
            versions: ["libgmp": "GMP 6"],
            isGMPFat: isGMPFat
        ).findings
        #expect(findings.count == 3)
        #expect(findings.allSatisfy { $0.fact.contains("build ") })
        #expect(findings[0].fact.contains("aesni") && findings[0].fact.contains("pclmulqdq"))
        #expect(findings[2].fact.hasPrefix("GMP 6 (libgmp"))
        #expect(findings[2].fact.contains("; fat") == isGMPFat)
        #expect(isGMPFat || findings[2].level == .warning && findings[2].fact.contains("without bmi2, adx"))
    }
}
