internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import TLSEngine
internal import TLSLoad
internal import TLSTransport

/// `tlsbench load`: many connections to one server, how many there are in a second, and how long each takes.
struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open many connections to a TLS server, and count what becomes of them.",
        discussion: """
            For servers on this machine, or of your own. Without --rate, connections follow each other as fast as they can. With it, \
            they begin when they are to, and times count from then: what a stalled server makes others wait is part of them. \
            Prints the time of full and of resumed handshakes, and of requests with --get; connections that fail are counted by \
            reason. A handshake that agrees on something else than --expect names fails too. Ctrl-C ends it and keeps what there is.

            Examples:
              tlsbench load localhost:4433 --ca ca.pem --connections 50
              tlsbench load localhost:4433 --ca ca.pem --rate 500 --duration 30
              tlsbench load localhost:4433 --ca ca.pem --resume 0.9 --get / --tls 1.3
              tlsbench load localhost:4433 --ca ca.pem --expect 1.3,x25519 --json l.json

            \(ExitStatus.help([.unavailable, .interrupted], [.no: "a connection failed, or none was made"]))
            """
    )

    @OptionGroup var server: ServerOptions

    @OptionGroup var load: LoadOptions

    @OptionGroup var options: ConnectionOptions

    @OptionGroup var verbosity: Verbosity

    func run() throws { try run(options.backend) }

    private func run<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        if let json = load.json { try ResultFile.checkWritable(json) }
        let keyLog = try options.keyLog()
        let configuration: ClientConfiguration<Backend> = try server.configuration(options, keyLog: keyLog)
        var plan = load.plan(limit: .seconds(options.timeout))
        if let get = load.get { plan.request = PageRequest(path: get, from: configuration.serverName).octets }
        let address = try reachableAddress()
        try warnOfDescriptors()
        StopRequest.watch()
        var document = LoadDocument(server, load, plan, Backend.identity)
        let client = try LoadClient(plan, to: address, clock: sessionClock) {
            try server.configuration(options, keyLog: keyLog) as ClientConfiguration<Backend>
        }
        document.intervals = watch(client)
        let tally = client.result()
        let rest = client.takeInterval()
        document.take(tally, wasStopped: StopRequest.hasCome)
        if !rest.isEmpty { document.intervals.append(LoadDocument.Interval(rest, at: document.seconds)) }
        let checkpoint = Checkpoint(load.json)
        let whole = document
        try checkpoint.finish {
            try whole.encoded()
        } printing: {
            whole.table(on: .standardOutput)
        }
        try keyLog?.check()
        if StopRequest.hasCome { throw Ending(.interrupted, "interrupted; kept what there was") }
        let completed = tally.fullHandshakes.count + tally.resumedHandshakes.count
        if tally.failureCount > 0 { throw Ending(.no, "\(tally.failureCount) connections failed") }
        if completed == 0 { throw Ending(.no, "no connection was made") }
    }

    /// The first address of the server that takes a connection, or the first one if none does: that is counted then.
    private func reachableAddress() throws -> SocketAddress {
        let addresses = SocketAddress.all(host: server.server.host, port: server.server.port)
        guard let first = addresses.first else { throw TransportError.unknownHost(server.server) }
        return addresses.count == 1 ? first : addresses.first { $0.accepts(within: .seconds(options.timeout)) } ?? first
    }

    /// Of a limit that is too low; each thread, and the process itself, has some descriptors more.
    private func warnOfDescriptors() throws {
        let limit = DescriptorLimit.raise()
        let needed = load.connections + load.threads + 16
        guard needed > limit, !verbosity.quiet else { return }
        try FileHandle.standardError.write(
            line: "tlsbench: \(limit) descriptors are allowed (ulimit -n), and \(needed) are needed"
        )
    }

    /// Reports second by second until the end, or until a signal has come.
    private func watch<Backend: CryptoBackend>(_ client: LoadClient<Backend>) -> [LoadDocument.Interval] {
        let progress = Progress(verbosity)
        defer { progress.clear() }
        let seconds = Int(load.duration.rounded(.up))
        var intervals: [LoadDocument.Interval] = []
        while !client.isOver {
            if StopRequest.hasCome {
                client.stop()
                break
            }
            usleep(50_000)
            // Threads tell on the second, and take a moment.
            guard client.elapsed > Duration.seconds(intervals.count + 1) + Duration.milliseconds(50) else { continue }
            let interval = LoadDocument.Interval(client.takeInterval(), at: Double(intervals.count + 1))
            intervals.append(interval)
            progress.show(interval.line, min(intervals.count, seconds) - 1, seconds)
        }
        return intervals
    }
}
