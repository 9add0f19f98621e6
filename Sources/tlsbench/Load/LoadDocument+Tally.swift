internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import TLSLoad
internal import TLSTransport
internal import TLSWire

extension LoadDocument {
    /// What is to be done.
    init(
        _ server: ServerOptions,
        _ load: LoadOptions,
        _ plan: LoadPlan,
        _ identity: BackendIdentity
    ) {
        self.init(
            tool: toolVersion,
            cpu: MachineDescription().name,
            settings: SettingsInForce.own.lines,
            target: server.server.description,
            backend: identity.name,
            library: "\(identity.library) \(identity.version)",
            plan: Plan(
                connections: plan.connections,
                threads: plan.threads,
                rate: plan.rate,
                arrivals: plan.rate == nil ? nil : plan.arrivals.rawValue,
                seconds: load.duration,
                resumedShare: plan.resumedShare,
                get: load.get,
                holdSeconds: load.hold,
                expected: plan.expectation.names,
                seed: plan.seed
            )
        )
    }

    /// What became of it.
    mutating func take(_ tally: Tally, wasStopped: Bool) {
        seconds = Double(tally.span) / 1e9
        fullHandshakes = Times(tally.fullHandshakes)
        resumedHandshakes = Times(tally.resumedHandshakes)
        requests = Times(tally.requests)
        delays = plan.rate == nil ? nil : Times(tally.delays)
        agreements = tally.agreements.map { agreement, count in
            Agreement(
                version: agreement.version.name,
                cipherSuite: agreement.cipherSuite.name,
                group: agreement.group?.name,
                isResumed: agreement.isResumed,
                count: count
            )
        }
        .sorted { ($1.count, $0.cipherSuite) < ($0.count, $1.cipherSuite) }
        failures = tally.failures.map { Failure(reason: $0.description, count: $1) }
            .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
        notBegun = tally.notBegun
        abandoned = tally.abandoned
        mostOpen = tally.mostOpen
        isPartial = wasStopped
    }
}

extension LoadDocument.Times {
    /// Nil of none.
    init?(_ latencies: Latencies) {
        guard latencies.count > 0 else { return nil }
        self.init(
            count: latencies.count,
            minNs: latencies.minimum,
            p50Ns: latencies.quantile(0.5),
            p90Ns: latencies.quantile(0.9),
            p99Ns: latencies.quantile(0.99),
            p999Ns: latencies.quantile(0.999),
            maxNs: latencies.maximum
        )
    }
}

extension LoadDocument.Interval {
    init(_ interval: LoadInterval, at seconds: Double) {
        self.init(
            seconds: seconds,
            fullHandshakes: interval.fullHandshakes,
            resumedHandshakes: interval.resumedHandshakes,
            requests: interval.requests,
            failures: interval.failures,
            open: interval.open,
            p99Ns: interval.handshakes.quantile(0.99),
            lagNs: interval.lag
        )
    }

    /// As progress shows it.
    var line: String {
        var parts = ["\(fullHandshakes) full", "\(resumedHandshakes) resumed"]
        if requests > 0 { parts.append("\(requests) requests") }
        parts.append("p99 \(Quantities.duration(Double(p99Ns)))")
        if failures > 0 { parts.append("\(failures) failed") }
        parts.append("\(open) open")
        if lagNs > 10_000_000 { parts.append("\(Quantities.duration(Double(lagNs))) behind") }
        return parts.joined(separator: ", ")
    }
}
