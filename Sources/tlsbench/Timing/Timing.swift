internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import Scenarios
internal import SwiftCore

/// `tlsbench timing`: whether the time of an answer reveals that a premaster secret is bad.
struct Timing: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check whether the time of an RSA decryption reveals a bad premaster secret.",
        discussion: """
            Sends premaster secrets with each fault that Bleichenbacher's attack asks about, and good ones, in random order; times \
            the decryption, a server in memory and a server over loopback TCP; and compares (after dudect). The control, good ones \
            whose time is made 1 % longer, shows what such a leak would look like. This is a report and not a proof: where \
            nothing is found, the last column shows how large a difference would have been found.

            Examples:
              tlsbench timing
              tlsbench timing --backend swift --time 60
              tlsbench timing --backend gmp,openssl --bits 4096 --format markdown
              tlsbench timing --backend openssl --library openssl-3.5=/opt/openssl-3.5/lib

            \(ExitStatus.help([.failed, .unavailable, .busy, .interrupted], [.success: "done (whatever was found)"]))
            """
    )

    @Option(
        help: ArgumentHelp("Backends, separated by commas, or all.", valueName: "list"),
        completion: .backends,
        transform: Registry.backends(named:)
    )
    var backend: [any CryptoBackend.Type] = Registry.backends

    @Option(help: "The length of the server's key: 2048, 3072 or 4096.")
    var bits = 2048

    @Option(help: ArgumentHelp("For each place of each backend.", valueName: "seconds"))
    var time = 10.0

    @OptionGroup var libraries: LibraryOptions

    @OptionGroup var session: SessionOptions

    func validate() throws {
        guard time >= 0.1, time <= 86400 else {
            throw ValidationError("--time takes 0.1 to 86400 seconds, not \(time)")
        }
        guard [2048, 3072, 4096].contains(bits) else {
            throw ValidationError("--bits takes 2048, 3072 or 4096, not \(bits)")
        }
        guard !backend.contains(where: { $0 == Registry.engineAlone }) else {
            throw ValidationError("the null backend decrypts nothing")
        }
        guard !backends.isEmpty else {
            let names = backend.map { $0.identity.name }.joined(separator: ", ")
            throw ValidationError("\(names): no RSA key exchange, for bad padding is told without any clock")
        }
    }

    /// Those that mean to hide bad premaster secrets.
    private var backends: [any CryptoBackend.Type] {
        backend.filter { $0.capabilities.keyExchanges.contains(.rsa) }
    }

    func run() throws {
        let named = try libraries.found()
        let measuring = try Session(session)
        defer { measuring.release() }
        try Verification.require(backends, session.verbosity)
        guard Affinity.pin(to: measuring.processor) else {
            throw CommandFailure("cannot stay on processor \(measuring.processor)")
        }
        let progress = Progress(session.verbosity)
        var measurement = TimingMeasurement(seed: measuring.seed, seconds: time)
        var (found, failed): ([TimingDocument.Trial], [TimingDocument.Failed]) = ([], [])
        func document(isPartial: Bool) -> TimingDocument {
            TimingDocument(
                tool: toolVersion,
                cpu: MachineDescription().name,
                bits: bits,
                seed: measuring.seed,
                settings: SettingsInForce.own.lines,
                trials: found,
                failed: failed,
                isPartial: isPartial
            )
        }
        var checkpoint = Checkpoint(session.json)
        var isInterrupted = false
        do {
            for (number, backend) in backends.enumerated() {
                let name = backend.identity.name
                let trials: [any TimingTrial]
                do { trials = try TimingTrials.all(on: backend, forgingWith: MontgomeryModulus.self, bits: bits) } catch
                {
                    failed.append(TimingDocument.Failed(backend: name, place: "all places", reason: "\(error)"))
                    continue
                }
                for (place, trial) in trials.enumerated() {
                    progress.show(
                        "\(name), \(trial.place)",
                        number * trials.count + place,
                        backends.count * trials.count
                    )
                    do { found.append(try measurement.run(trial, backend: name)) } catch let status as ExitStatus {
                        throw status
                    } catch {
                        failed.append(TimingDocument.Failed(backend: name, place: trial.place, reason: "\(error)"))
                    }
                    checkpoint.write { try document(isPartial: true).render(.json) }
                }
            }
            let stage = try GateStage()
            defer { stage.remove() }
            for library in named {
                progress.show(library.name)
                guard try Self.isToBeTimed(library, progress, &failed) else { continue }
                let timed = try TimedLibrary(
                    library,
                    [
                        "--bits", "\(bits)", "--time", "\(time)", "--seed", "\(measuring.seed)", "--cpu",
                        "\(measuring.processor)",
                    ],
                    lockIn: stage.folder
                )
                found += timed.trials
                failed += timed.failed
                checkpoint.write { try document(isPartial: true).render(.json) }
            }
        } catch ExitStatus.interrupted { isInterrupted = true }
        progress.clear()
        let lines = failed.map(\.line)
        if isInterrupted && found.isEmpty { throw Ending(.interrupted, lines + ["interrupted; nothing was timed"]) }
        let whole = document(isPartial: isInterrupted)
        try checkpoint.finish {
            try whole.render(.json)
        } printing: {
            try whole.render(session.format, on: .standardOutput)
        }
        if isInterrupted { throw Ending(.interrupted, lines + ["interrupted; kept what was timed"]) }
        if !lines.isEmpty { throw Ending(.failed, lines) }
    }

    /// Of a plug-in, whether nothing is wrong with it, which is added to what failed, and whether it has what is timed, which is said.
    private static func isToBeTimed(
        _ library: NamedLibrary,
        _ progress: Progress,
        _ failed: inout [TimingDocument.Failed]
    ) throws -> Bool {
        guard library.backend == .plugin else { return true }
        let verdict: PluginVerdict
        do {
            verdict = try PluginVerdict(
                library,
                like: WorkerCommand(arguments: ["worker", "--suite", Suite.quick.rawValue])
            )
        } catch RunFailure.interrupted { throw ExitStatus.interrupted }
        guard verdict.faults.isEmpty else {
            failed += verdict.faults.map { fault in
                TimingDocument.Failed(backend: library.name, place: "all places", reason: fault)
            }
            return false
        }
        guard !verdict.facts.contains(["offered", "key-exchange", "rsa"]) else { return true }
        progress.clear()
        try FileHandle.standardError.write(
            line: "tlsbench: \(library.name): no RSA key exchange, so that nothing of it is timed"
        )
        return false
    }
}
