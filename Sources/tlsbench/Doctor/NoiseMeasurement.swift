internal import ArgumentParser
internal import BenchCore
internal import BenchGate
internal import Foundation
internal import Scenarios

/// What a gate would see here of two builds that do not differ: this executable beside a copy of itself.
struct NoiseMeasurement {
    /// One benchmark of the gate, and the noise of one look at it at `--quick`.
    struct Noise: Codable, Hashable {
        let id: String
        /// Standard error of the slowdown, as a share.
        let standardError: Double
        /// The smallest slowdown that would be found with 95 % certainty, as a share.
        let detectable: Double
    }

    let noises: [Noise]

    /// The gate's sentinels: a hash, a modular power, a cipher.
    ///
    /// - Parameter seconds: for each of them, at most as many as a quick gate takes.
    init(processor: Int, seconds: Double, _ verbosity: Verbosity) throws {
        let lock = try RunLock()
        defer { lock.release() }
        let stage = try GateStage()
        defer { stage.remove() }
        try stage.copy("/proc/self/exe", to: "A")
        try stage.copy("/proc/self/exe", to: "B")
        StopRequest.watch()
        let quick = (seconds: 3.0, pairs: 10)
        let rules = GateRules(maxLooks: 1, generationsPerLook: quick.pairs)
        var session = GateSession(
            NullControl.sentinels,
            rules: rules,
            schedule: Schedule(pairedSeconds: seconds, generations: quick.pairs, seed: UInt64.random(in: 0..<1 << 48)),
            baseline: stage.worker("A", processor),
            candidate: stage.worker("B", processor),
            copy: nil,
            sentinels: []
        )
        let progress = Progress(verbosity)
        let outcome = session.run(evidence: { _ in nil }) { progress.show($0, $1, $2) }
        progress.clear()
        if let failure = outcome.failure {
            if failure.reason == .interrupted { throw ExitCode(130) }
            try FileHandle.standardError.write(line: "tlsbench: \(failure)")
            throw ExitCode(5)
        }
        noises = outcome.series.compactMap { series in
            guard let effect = PairedEffect(series.generations) else { return nil }
            // Fewer seconds for as many pairs of processes: what processes differ by does not shrink, so nothing is scaled.
            let detectable = DetectableEffect(
                standardError: effect.standardError,
                degrees: effect.degrees,
                benchmarks: ScenarioCatalogue.gated.count
            )
            return Noise(id: series.id, standardError: expm1(effect.standardError), detectable: detectable.share)
        }
    }

    /// The worst of them, for a gate finds a slowdown where it is.
    var detectable: Double? { noises.map(\.detectable).max() }

    var finding: Finding? {
        guard let detectable else { return nil }
        let worst = noises.max { $0.detectable < $1.detectable }
        let fact = String(
            format:
                "a quick gate finds slowdowns of %.1f %% here with 95 %% certainty (%@ has a standard error of %.2f %%)",
            detectable * 100,
            worst?.id ?? "",
            (worst?.standardError ?? 0) * 100
        )
        if detectable <= 0.032 { return Finding(.good, "noise", fact) }
        return Finding(
            detectable > 0.05 ? .warning : .note,
            "noise",
            fact,
            advice: "give it more time (`gate --time 6 --generations 24`), a quieter hour, or another machine"
        )
    }
}
