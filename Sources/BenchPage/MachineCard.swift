internal import BenchReport

/// Where a run was measured, with which libraries, and how to measure it again.
struct MachineCard {
    let name: String
    let facts: [Fact]
    let libraries: [Library]
    let commands: String

    /// One line about the machine.
    struct Fact {
        let name: String
        let value: String
    }

    /// One line about a library.
    struct Library {
        let backend: String
        let mark: Markup
        let name: String
        let version: String
        let codePath: String
    }

    init(_ document: ResultDocument) {
        let machine = document.machine
        let (cpu, build) = (machine.cpu, document.builds["A"])
        name = cpu.name
        let loop = document.clock.loopNs.map { "; \(Quantities.duration($0)) around each operation" } ?? ""
        let caches = cpu.cache.sorted { $0.key < $1.key }.map {
            "\($0.key.uppercased()) \(Wording.grouped($0.value / 1024)) KiB"
        }
        let known: [(String, String?)] = [
            ("Processor", "\(cpu.name), family \(cpu.family), model \(cpu.model), stepping \(cpu.stepping)"),
            ("Processors", "\(cpu.logical), workers on number \(document.tool.cpu.value.map(String.init) ?? "any")"),
            ("Features", cpu.flags.joined(separator: " ")),
            ("Caches", caches.isEmpty ? nil : caches.joined(separator: ", ")),
            ("Microcode", cpu.microcode),
            (
                "Hypervisor",
                ([machine.virt.hypervisor.value ?? "none"] + [machine.virt.signature].compactMap(\.self))
                    .joined(separator: ", ")
            ),
            ("Memory", "\(Wording.grouped(machine.memoryMib)) MiB"),
            (
                "System",
                "\(machine.os.distro.value.map { "\($0), " } ?? "")Linux \(machine.os.kernel), \(machine.os.libc)"
            ),
            ("Compiler", build?.compiler),
            ("Clock", "\(document.clock.wall), \(Quantities.duration(document.clock.costNs)) a reading\(loop)"),
            ("Load before", machine.noise.loadavg.map { SVG.number($0, digits: 2) }.joined(separator: ", ")),
            ("Began", "\(Wording.moment(document.started)) UTC; took \(Quantities.duration(document.durationS * 1e9))"),
            ("Labels", document.labelLine), ("Hardware key", machine.hwKey), ("Software key", machine.swKey),
        ]
        facts = known.compactMap { name, value in value.map { Fact(name: name, value: $0) } }
        libraries = (build?.libs ?? [:]).sorted { $0.key < $1.key }.map { backend, library in
            Library(
                backend: backend,
                mark: Look(backend).legend,
                name: library.name,
                version: library.version,
                codePath: library.codePath
            )
        }
        commands = Self.commands(document)
    }

    /// The commit, the build, and the run with the same seed.
    private static func commands(_ document: ResultDocument) -> String {
        let commit =
            document.builds["A"]?.gitCommit.value.map { ["git checkout \(quoted(String($0.prefix(12))))"] } ?? []
        let arguments = document.tool.argv.isEmpty ? ["run"] : document.tool.argv
        let seed = arguments.contains("--seed") ? [] : ["--seed", "\(document.tool.seed)"]
        let run = ["tlsbench"] + arguments.map(quoted) + seed + ["--json", "result.json"]
        return
            (commit + [
                "swift build -c release", ".build/release/" + run.joined(separator: " "),
                ".build/release/tlsbench report result.json -o report.html",
            ]).joined(separator: "\n")
    }

    /// An argument as a shell takes it for one, whatever a file says: readers paste these lines.
    private static func quoted(_ argument: String) -> String {
        guard argument.wholeMatch(of: /[A-Za-z0-9_.,:\/=+@-]+/) == nil else { return argument }
        return "'" + argument.replacing("'", with: "'\\''") + "'"
    }
}
