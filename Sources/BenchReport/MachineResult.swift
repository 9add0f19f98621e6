public import BenchCore

extension ResultDocument {
    /// The machine. `hwKey` is the same for machines whose times may be compared, `swKey` for systems that may be.
    public struct Machine: Codable, Sendable {
        public var hwKey: String
        public var swKey: String
        public var cpu: Processor
        public var freq: Frequency
        public var clocksource: OrNull<String>
        public var virt: Virtualization
        public var memoryMib: Int
        public var os: System
        public var noise: Noise

        /// The processor.
        public struct Processor: Codable, Sendable {
            public var vendor: String
            public var family: Int
            public var model: Int
            public var stepping: Int
            public var name: String
            public var microcode: String
            public var logical: Int
            public var flags: [String]
            public var flagsAllHash: String
            public var cache: [String: Int]
        }

        /// What decides the frequency, where the system tells.
        public struct Frequency: Codable, Sendable {
            public var governor: OrNull<String>
        }

        /// Who runs the machine, if it is a virtual one.
        public struct Virtualization: Codable, Sendable {
            public var hypervisor: OrNull<String>
        }

        /// The system.
        public struct System: Codable, Sendable {
            public var kernel: String
            public var distro: OrNull<String>
            public var libc: String
        }

        /// What else went on when the run began.
        public struct Noise: Codable, Sendable {
            public var loadavg: [Double]
            public var stealTicks: Int
        }

        /// Takes what is known of this machine; `libraries` go into `swKey`.
        public init(_ machine: MachineDescription, libraries: [String]) {
            hwKey = machine.hardwareKey
            swKey = stableHash(([machine.kernel, machine.libc] + libraries.sorted()).joined(separator: ";"))
            cpu = Processor(
                vendor: machine.vendor,
                family: machine.family,
                model: machine.model,
                stepping: machine.stepping,
                name: machine.name,
                microcode: machine.microcode,
                logical: machine.logicalProcessors,
                flags: machine.flags,
                flagsAllHash: machine.allFlagsHash,
                cache: machine.caches
            )
            freq = Frequency(governor: OrNull(machine.governor))
            clocksource = OrNull(machine.clocksource)
            virt = Virtualization(hypervisor: OrNull(machine.hypervisor))
            memoryMib = machine.memoryMiB
            os = System(kernel: machine.kernel, distro: OrNull(machine.distribution), libc: machine.libc)
            noise = Noise(loadavg: machine.load, stealTicks: machine.stealTicks)
        }
    }
}
