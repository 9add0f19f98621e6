internal import BenchCore
internal import Foundation

/// What the settings of a machine mean for whoever measures on it.
struct MachineFindings {
    let tuning: MachineTuning
    let processors: Int
    /// How many of them this process may use.
    let allowed: Int
    /// Who runs the machine, if it is a virtual one.
    let hypervisor: String?
    let priority: WorkerPriority
    /// Why the hardware's counters cannot be read.
    let counterRefusal: String?
    let clock: (name: String, cost: Double)
    let clocksource: String?

    var findings: [Finding] {
        [
            virtualMachine, governor, turbo, smt, kinds, quota, load, freeProcessor, priorityFinding, clockFinding,
            counters,
        ].compactMap(\.self)
    }

    private var virtualMachine: Finding? {
        guard let hypervisor else { return Finding(.good, "hypervisor", "none: the machine is this system's alone") }
        let name =
            hypervisor == "unknown" ? "a virtual machine that does not say whose" : "a virtual machine: \(hypervisor)"
        return Finding(
            .note,
            "hypervisor",
            name,
            advice:
                "neighbours change speeds by half within minutes: trust ratios of one run and `tlsbench gate`, and never "
                + "compare times of two days"
        )
    }

    private var governor: Finding? {
        guard let name = tuning.governor else {
            return Finding(.note, "governor", "not told: whoever runs the machine decides about frequencies")
        }
        if name == "performance" { return Finding(.good, "governor", name) }
        return Finding(
            .warning,
            "governor",
            "\(name): the frequency follows the load",
            advice: "cpupower frequency-set -g performance"
        )
    }

    private var turbo: Finding? {
        switch tuning.hasTurbo {
        case nil: Finding(.note, "turbo", "not told")
        case false?: Finding(.good, "turbo", "off: one frequency for all")
        case true?:
            Finding(
                .note,
                "turbo",
                "on: the frequency depends on how many cores work, and on the temperature",
                advice: "for times of absolute worth: echo 0 > /sys/devices/system/cpu/cpufreq/boost, or on Intel "
                    + "echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo"
            )
        }
    }

    private var smt: Finding? {
        switch tuning.hasSMT {
        case nil: return Finding(.note, "SMT", "not told")
        case false? where hypervisor != nil:
            return Finding(.note, "SMT", "off, says the virtual machine; the host may share each core all the same")
        case false?: return Finding(.good, "SMT", "off: no processor shares a core")
        case true?:
            return Finding(
                .warning,
                "SMT",
                "on: what runs on the core's other processor takes up to half of this one's speed",
                advice: "echo off > /sys/devices/system/cpu/smt/control, or keep the sibling of --cpu N free"
            )
        }
    }

    private var kinds: Finding? {
        guard tuning.kinds.areMixed else { return nil }
        return Finding(
            .note,
            "kinds",
            "processors differ: " + tuning.kinds.kinds.map(\.description).joined(separator: "; "),
            advice: "times of one kind say nothing of another: --cpu auto takes a fast one, and results name it"
        )
    }

    private var quota: Finding? {
        guard let quota = tuning.quota else { return nil }
        return Finding(
            .warning,
            "quota",
            String(
                format: "a control group may use %.2g processors' worth of time, and is stopped when that is used up",
                quota
            ),
            advice: "start it without a CPU limit (docker: no --cpus), and with --cpuset-cpus instead"
        )
    }

    private var load: Finding? {
        let isBusy = tuning.load > 0.5 * Double(processors)
        return Finding(
            isBusy ? .warning : .good,
            "load",
            String(format: "%.2f over the last minute, on %d processors", tuning.load, processors),
            advice: isBusy ? "end what else runs, or wait for it" : nil
        )
    }

    private var freeProcessor: Finding? {
        if let isolated = tuning.isolated {
            return Finding(.good, "isolation", "processors \(isolated) are kept free", advice: "use one: --cpu N")
        }
        guard allowed < 2 else { return nil }
        return Finding(
            .warning,
            "processors",
            processors < 2
                ? "one: the coordinator, and all else that runs, shares it with the workers"
                : "this process may use one of \(processors): coordinator and workers share it",
            advice: processors < 2 ? "give the machine a second one" : "allow it a second one (taskset, cpuset)"
        )
    }

    private var priorityFinding: Finding? {
        switch priority {
        case .realtime: Finding(.good, "priority", "workers go before all ordinary processes")
        case .nice:
            Finding(
                .note,
                "priority",
                "workers get the best nice value",
                advice: "as root, or with CAP_SYS_NICE, real time"
            )
        case .ordinary:
            Finding(
                .warning,
                "priority",
                "any process may interrupt workers",
                advice: "run as root, or give CAP_SYS_NICE (docker: --cap-add=SYS_NICE)"
            )
        }
    }

    private var clockFinding: Finding? {
        let source = clocksource.map { ", from \($0)" } ?? ""
        let isSlow = clock.cost > 100
        return Finding(
            isSlow ? .warning : .good,
            "clock",
            String(format: "\(clock.name)\(source): %.1f ns a reading", clock.cost),
            advice: isSlow ? "a reading is a system call: let the kernel use the TSC (clocksource=tsc)" : nil
        )
    }

    private var counters: Finding? {
        guard let counterRefusal else { return Finding(.good, "counters", "the hardware's can be read") }
        let paranoia = tuning.paranoia.map { " (perf_event_paranoid is \($0))" } ?? ""
        return Finding(
            .note,
            "counters",
            "the hardware's cannot be read: \(counterRefusal)\(paranoia)",
            advice: "nothing here needs them: `tlsbench icount` counts instructions without"
        )
    }
}
