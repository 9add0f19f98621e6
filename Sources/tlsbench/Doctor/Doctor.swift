internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import GMPBackend
internal import Scenarios

/// `tlsbench doctor`: what this machine is good for.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Report what can be measured on this machine, and what to change.",
        discussion: """
            Looks at processor, hypervisor, frequencies, load, clock, counters and libraries, and measures the noise between this \
            executable and a copy of itself.

            Examples:
              tlsbench doctor
              tlsbench doctor --no-noise
              tlsbench doctor --format json

            \(statuses)
            """
    )

    private static let statuses = ExitStatus.help(
        [.failed, .busy, .interrupted],
        [.success: "done (whatever was found)"]
    )

    @Flag(help: "Do not measure noise: it takes some 20 seconds.")
    var noNoise = false

    @Option(help: ArgumentHelp("How long to measure the noise of each of three benchmarks.", valueName: "seconds"))
    var time = 3.0

    @Option(help: ArgumentHelp("The processor that workers stay on, or auto.", valueName: "n"))
    var cpu = "auto"

    @Option(help: "What to print: table or json.")
    var format = TableOrJSON.table

    @OptionGroup var libraries: LibraryOptions

    @OptionGroup var verbosity: Verbosity

    func validate() throws {
        guard time >= 0.5, time <= 600 else { throw ValidationError("--time takes 0.5 to 600 seconds, not \(time)") }
        if cpu != "auto", Int(cpu) == nil { throw ValidationError("--cpu takes a number or auto, not '\(cpu)'") }
    }

    func run() throws {
        let named = try libraries.found()
        let began = (Date(), MachineTuning.stealTicks())
        let machine = MachineDescription()
        // Before the noise is measured, which is a load.
        let tuning = MachineTuning()
        let noise = noNoise ? nil : try NoiseMeasurement(processor: chosenProcessor(cpu), seconds: time, verbosity)
        var findings = Self.findings(machine, tuning)
        for library in named {
            findings += try LibraryFindings.findings(of: library, NamedVerification(library))
        }
        findings += SettingsInForce.own.lines.map { Finding(.note, "setting", $0) }
        if let warning = OpenSSLVariable.warning { findings.append(Finding(.warning, "OpenSSL", warning)) }
        if noise != nil, let stolen = Self.stolen(since: began, machine.logicalProcessors) { findings.append(stolen) }
        if let finding = noise?.finding { findings.append(finding) }
        let report = DoctorReport(
            tool: toolVersion,
            cpu: machine.name,
            features: InstructionSet.native.features.sorted().map(\.rawValue),
            findings: findings,
            noise: noise?.noises ?? [],
            detectable: noise?.detectable
        )
        let text =
            format == .json
            ? try report.printedJSON() : Data((report.lines(on: .standardOutput).joined(separator: "\n") + "\n").utf8)
        try FileHandle.standardOutput.write(octets: [UInt8](text))
    }

    private static func findings(_ machine: MachineDescription, _ tuning: MachineTuning) -> [Finding] {
        let clock = Clock()
        let settings = MachineFindings(
            tuning: tuning,
            processors: machine.logicalProcessors,
            allowed: Affinity.allowed.count,
            hypervisor: machine.hypervisor,
            priority: WorkerPriority.available,
            counterRefusal: MachineTuning.counterRefusal(),
            clock: (clock.name, clock.cost),
            clocksource: machine.clocksource
        )
        let names = Registry.libraries(for: nil)
        let openssl = names["openssl"].map { "\($0.name) \($0.version)" } ?? ""
        let libraries = LibraryFindings(
            libraries: LoadedLibrary.all(named: ["libcrypto", "libssl", "libgmp", "libswiftCore"]),
            features: .native,
            versions: [
                "libcrypto": openssl, "libssl": names["peer:libssl"].map { "\($0.name) \($0.version)" } ?? "",
                "libgmp": names["gmp"].map { "\($0.name) \($0.version)" } ?? "", "libswiftCore": buildCompiler,
            ],
            isGMPFat: GMPModulus.codePath(modulusBits: 2048) == "fat"
        )
        let missing = MissingLibrary.all.map { Finding(.warning, "library", $0.notice) }
        return settings.findings + libraries.findings + missing + OptionalPart.all.map { $0.finding }
    }

    /// What the hypervisor took while noise was measured (proc(5): in hundredths of a second).
    private static func stolen(since began: (date: Date, ticks: Int), _ processors: Int) -> Finding? {
        let seconds = Date().timeIntervalSince(began.date) * Double(processors)
        let share = Double(MachineTuning.stealTicks() - began.ticks) / 100 / max(seconds, 1)
        let fact = String(format: "the hypervisor took %.1f %% of the time meanwhile, as far as it tells", share * 100)
        if share <= 0.01 { return Finding(.good, "steal", fact) }
        return Finding(
            .warning,
            "steal",
            fact,
            advice: "other machines share the processors: another hour, or another host"
        )
    }
}
