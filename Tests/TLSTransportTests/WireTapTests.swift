import OpenSSLBackend
import StackSeam
import Synchronization
import TLSTransport
import Testing

@Suite struct WireTapTests {
    /// Everything that one end told, and waits for its end.
    private final class Log: Sendable {
        private let events = Mutex<[WireEvent]>([])

        func add(_ event: WireEvent) { events.withLock { $0.append(event) } }

        var all: [WireEvent] { events.withLock { $0 } }

        func octets(_ part: (WireEvent) -> [UInt8]?) -> [UInt8] { all.compactMap(part).flatMap(\.self) }

        var sent: [UInt8] { octets { if case .sent(let octets) = $0 { octets } else { nil } } }

        var received: [UInt8] { octets { if case .received(let octets) = $0 { octets } else { nil } } }
    }

    @Test func `each end sees what the other sends, from the opening to FIN`() throws {
        let (clientLog, serverLog) = (Log(), Log())
        let server = try TLSServerTransport(
            Fixture.configuration(OpenSSLBackend.self),
            service: .echo,
            on: Fixture.anyPort,
            limits: Fixture.limits,
            wire: serverLog.add
        )
        let client = TLSClientTransport(
            try Fixture.clientConfiguration(OpenSSLBackend.self),
            limits: Fixture.limits,
            wire: clientLog.add
        )
        let connection = try client.connect(to: server.endpoint)
        try connection.send([UInt8](repeating: 7, count: 100_000))
        try connection.skip(100_000)
        try connection.close()
        client.stop()
        server.stop()

        #expect(clientLog.sent.count > 100_000 && clientLog.sent == serverLog.received)
        #expect(serverLog.sent.count > 100_000 && serverLog.sent == clientLog.received)
        guard case .opened(let local, let remote) = clientLog.all.first else {
            Issue.record("the client's first event is not the opening")
            return
        }
        #expect(remote == server.endpoint)
        #expect(serverLog.all.first == .opened(local: remote, remote: local))
        for log in [clientLog, serverLog] { #expect(log.all.filter { $0 == .ended }.count == 1) }
    }
}
