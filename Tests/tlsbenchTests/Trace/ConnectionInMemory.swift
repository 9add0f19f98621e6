import ArgumentParser
import CryptoBackend
import Synchronization
import TLSEngine
import TLSTransport

@testable import tlsbench

/// What two ends see of the connection that the options of `trace` ask for, without sockets; an event every microsecond.
struct ConnectionInMemory {
    let observations: [Observation]
    let request: TraceRequest
    private let trace: Trace

    init(_ arguments: [String]) throws {
        trace = try Trace.parse(arguments)
        request = try TraceRequest(trace)
        observations = try Self.record(request, trace.options, trace.options.backend)
    }

    /// Its rows.
    func messages() throws -> [TracedMessage] {
        try MessageSequence(tls13: observations, request.cipherSuites[0], trace.options.backend).messages
    }

    private static func record<Backend: CryptoBackend>(
        _ request: TraceRequest,
        _ options: ConnectionOptions,
        _: Backend.Type
    ) throws -> [Observation] {
        let configurations = try TraceConfigurations<Backend>(request, options)
        var (client, server) = (configurations.client, configurations.server)
        let events = Mutex<[(Peer, Observation.Event)]>([(.client, .connecting)])
        func writer(_ end: Peer) -> @Sendable (String) -> Void {
            { line in
                if let line = KeyLogLine(line) { events.withLock { $0.append((end, .keyLog(line))) } }
            }
        }
        (client.keyLog, server.keyLog) = (writer(.client), writer(.server))
        let pair = InMemoryPair(client: client, server: server)
        func carry(_ from: some TLSConnection, _ to: some TLSConnection, _ sender: Peer, _ receiver: Peer) throws {
            let octets = from.takeOutgoing()
            guard !octets.isEmpty else { return }
            events.withLock { $0 += [(sender, .wire(.sent(octets))), (receiver, .wire(.received(octets)))] }
            try to.receive(octets.span)
        }
        func deliver() throws {
            while pair.client.hasOutgoing || pair.server.hasOutgoing {
                try carry(pair.client, pair.server, .client, .server)
                try carry(pair.server, pair.client, .server, .client)
            }
        }
        events.withLock {
            $0 += [Peer.client, .server].map { end in
                (end, .wire(.opened(local: ScriptedConnection.client, remote: ScriptedConnection.server)))
            }
        }
        try pair.client.start()
        try pair.server.start()
        try deliver()
        let data: [UInt8] = [1, 2, 3]
        try pair.client.send(data.span)
        try deliver()
        pair.server.close()
        try deliver()
        return ScriptedConnection.timed(events.withLock { $0 })
    }
}
