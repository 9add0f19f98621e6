internal import CryptoBackend
internal import Dispatch
internal import Foundation
internal import StackSeam
internal import TLSEngine
internal import TLSTransport
internal import TLSTrust

/// One connection over loopback TCP, as both ends saw it.
struct TracedConnection {
    let negotiated: NegotiatedParameters
    /// The client's address, and the server's.
    let client: Endpoint
    let server: Endpoint
    /// The time of day at which all other times are 0.
    let started: Date
    let observations: [Observation]
    /// What the client asked, and what the server answered, in plaintext.
    let request: [UInt8]
    let answer: [UInt8]

    /// Connects, gets a page, and closes; what both ends saw is complete when this returns.
    init<Backend: CryptoBackend>(
        _ configurations: TraceConfigurations<Backend>,
        keyLog: (@Sendable (String) -> Void)?,
        limit: Duration
    ) throws {
        let limits = TimeLimits(limit, total: limit)
        let (recorder, ended) = (WireRecorder(), DispatchSemaphore(value: 0))
        var (clientSide, serverSide) = (configurations.client, configurations.server)
        clientSide.keyLog = { line in
            recorder.record(line, at: .client)
            keyLog?(line)
        }
        serverSide.keyLog = { line in recorder.record(line, at: .server) }
        let server = try TLSServerTransport(
            serverSide,
            service: .http,
            on: Endpoint(host: "127.0.0.1", port: 0),
            limits: limits,
            onEvent: { _, event in if case .ended = event { ended.signal() } },
            wire: { recorder.record(.wire($0), at: .server) }
        )
        defer { server.stop() }
        let client = TLSClientTransport(clientSide, limits: limits, wire: { recorder.record(.wire($0), at: .client) })
        defer { client.stop() }

        started = Date()
        recorder.record(.connecting, at: .client)
        let connection = try client.connect(to: server.endpoint)
        request = [UInt8]("GET / HTTP/1.0\r\nHost: \(traceServerName)\r\n\r\n".utf8)
        try connection.send(request)
        var answer: [UInt8] = []
        while case let octets = try connection.receive(), !octets.isEmpty { answer += octets }
        try connection.close()
        let seconds = Double(limit.components.seconds + 1)
        guard ended.wait(timeout: .now() + seconds) == .success else {
            throw CommandFailure("the server did not end the connection")
        }

        let observations = recorder.observations
        let opened = observations.lazy.compactMap(\.localEndpoint).first
        guard let opened else { throw CommandFailure("nothing was seen of the TCP connection") }
        (self.client, self.server) = (opened, server.endpoint)
        (self.answer, self.observations) = (answer, observations)
        negotiated = connection.negotiated
    }
}

extension Observation {
    /// Where the client's end of a new connection is.
    fileprivate var localEndpoint: Endpoint? {
        if case .wire(.opened(let local, _)) = event, end == .client { local } else { nil }
    }
}
