public import BenchCore

extension ResultDocument {
    /// The machine. `hwKey` is the same for machines whose times may be compared, `swKey` for systems that may be, and `exactKey`
    /// for machines that are alike in microcode and hypervisor too.
    public struct Machine: Codable, Sendable {
        /// Equal where times may be compared.
        public var hwKey: String
        /// Equal where microcode and hypervisor are the same too; nil in old files.
        public var exactKey: String?
        /// Equal where the system, the compiler and the libraries are the same.
        public var swKey: String
        /// The processor.
        public var cpu: Processor
        /// What decides its frequency.
        public var freq: Frequency
        /// Where the kernel takes its time from.
        public var clocksource: OrNull<String>
        /// Who runs it.
        public var virt: Virtualization
        /// Memory.
        public var memoryMib: Int
        /// The system.
        public var os: System
        /// What else went on.
        public var noise: Noise
        /// What libraries, loader and C library were told from outside, a line each; nil for nothing, and in old files.
        public var settings: [String]?

        /// The processor.
        public struct Processor: Codable, Sendable {
            /// As CPUID says.
            public var vendor: String
            /// As CPUID says.
            public var family: Int
            /// As CPUID says.
            public var model: Int
            /// As CPUID says.
            public var stepping: Int
            /// As CPUID says.
            public var name: String
            /// As the kernel says.
            public var microcode: String
            /// Processors.
            public var logical: Int
            /// Features that cryptography uses.
            public var flags: [String]
            /// All features, hashed.
            public var flagsAllHash: String
            /// Octets by name.
            public var cache: [String: Int]
            /// The fastest first; nil where all processors are alike, and in old files.
            public var kinds: [Kind]?
            /// What the vendor calls its cores, as `Zen 4`; nil where this version does not know, and in old files.
            public var core: String?
            /// The place in ``kinds`` of the processor that times were taken on; nil where there are no kinds, and in old files.
            public var usedKind: Int?
        }

        /// Processors that are as fast as each other.
        public struct Kind: Codable, Sendable {
            /// Their numbers, as `0-3,8`.
            public var processors: String
            /// In kHz, as the kernel says.
            public var maxKhz: OrNull<Int>
            /// Of the machine's fastest as 1024, as the kernel says.
            public var capacity: OrNull<Int>
        }

        /// What decides the frequency, where the system tells.
        public struct Frequency: Codable, Sendable {
            /// As the kernel says.
            public var governor: OrNull<String>
        }

        /// Who runs the machine, if it is a virtual one.
        public struct Virtualization: Codable, Sendable {
            /// As the firmware says.
            public var hypervisor: OrNull<String>
            /// As CPUID says, such as `KVMKVMKVM`; nil where it does not, and in old files.
            public var signature: String?
        }

        /// The system.
        public struct System: Codable, Sendable {
            /// Its release.
            public var kernel: String
            /// As it calls itself.
            public var distro: OrNull<String>
            /// Name and version.
            public var libc: String
        }

        /// What else went on when the run began.
        public struct Noise: Codable, Sendable {
            /// Over 1, 5 and 15 minutes.
            public var loadavg: [Double]
            /// Since the system started.
            public var stealTicks: Int
        }

        /// Takes what is known of this machine.
        ///
        /// - Parameters:
        ///   - compiler: goes into `swKey`, as `libraries` and `settings` do.
        ///   - processor: where times were taken; its kind goes into `hwKey` where a machine has several.
        public init(
            _ machine: MachineDescription,
            compiler: String,
            libraries: [String],
            processor: Int? = nil,
            settings: [String] = []
        ) {
            hwKey = machine.hardwareKey(on: processor)
            exactKey = machine.exactKey(on: processor)
            let software = [machine.kernel, machine.libc, compiler] + libraries.sorted() + settings.sorted()
            swKey = stableHash(software.joined(separator: ";"))
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
                cache: machine.caches,
                kinds: machine.kinds.areMixed ? machine.kinds.kinds.map(Kind.init) : nil,
                core: Microarchitecture(vendor: machine.vendor, family: machine.family, model: machine.model).name,
                usedKind: machine.kinds.areMixed ? processor.flatMap(machine.kinds.place(of:)) : nil
            )
            freq = Frequency(governor: OrNull(machine.governor))
            clocksource = OrNull(machine.clocksource)
            virt = Virtualization(hypervisor: OrNull(machine.hypervisor), signature: machine.hypervisorSignature)
            memoryMib = machine.memoryMiB
            os = System(kernel: machine.kernel, distro: OrNull(machine.distribution), libc: machine.libc)
            noise = Noise(loadavg: machine.load, stealTicks: machine.stealTicks)
            self.settings = settings.isEmpty ? nil : settings
        }
    }
}

extension ResultDocument.Machine.Kind {
    fileprivate init(_ kind: ProcessorKinds.Kind) {
        processors = kind.processorList
        maxKhz = OrNull(kind.maxFrequency)
        capacity = OrNull(kind.capacity)
    }
}
