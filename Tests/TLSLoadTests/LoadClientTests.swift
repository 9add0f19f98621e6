import Foundation
import OpenSSLBackend
import StackSeam
import TLSEngine
import TLSTransport
import TLSTrust
import TLSWire
import Testing

@testable import TLSLoad

@Suite(.serialized) struct `A load client` {
    private func plan(_ connections: Int = 4, threads: Int = 1, milliseconds: Int = 300) -> LoadPlan {
        LoadPlan(connections: connections, threads: threads, duration: .milliseconds(milliseconds), seed: 1)
    }

    /// The server counts on a thread of its own, and sees an end a moment after the client.
    private func expect(_ target: Target, toHaveServed count: Int) {
        let deadline = Date(timeIntervalSinceNow: 5)
        while target.server.endedConnections < count, Date() < deadline { usleep(1000) }
        #expect(target.server.completedHandshakes == count)
        #expect(target.server.failedConnections == 0)
    }

    @Test(arguments: [ProtocolVersion.tls12, .tls13], [1, 2])
    func `counts as many handshakes as the server`(version: ProtocolVersion, threads: Int) throws {
        let target = try Target(versions: [version], loops: threads)
        defer { target.server.stop() }
        let tally = try target.load(plan(threads: threads), versions: [version])
        #expect(tally.failures.isEmpty && tally.resumedHandshakes.count == 0 && tally.requests.count == 0)
        #expect(tally.fullHandshakes.count >= 4 && tally.mostOpen <= 4)
        #expect(tally.agreements.values.reduce(0, +) == tally.fullHandshakes.count)
        #expect(tally.agreements.keys.allSatisfy { $0.version == version && !$0.isResumed })
        #expect(tally.span >= 300_000_000 && tally.fullHandshakes.minimum > 0)
        expect(target, toHaveServed: tally.fullHandshakes.count)
    }

    @Test(arguments: [ProtocolVersion.tls12, .tls13], [0.5, 1])
    func `resumes the share that it is told`(version: ProtocolVersion, share: Double) throws {
        let target = try Target(versions: [version], loops: 2)
        defer { target.server.stop() }
        var plan = plan(milliseconds: 500)
        plan.resumedShare = share
        let tally = try target.load(plan, versions: [version])
        #expect(tally.failures.isEmpty)
        let (full, resumed) = (tally.fullHandshakes.count, tally.resumedHandshakes.count)
        // The four that begin before there is a session are full ones, which later ones make up for.
        let due = Double(full + resumed) * share
        #expect(resumed > 0 && abs(Double(resumed) - due) <= 4, "\(full), \(resumed)")
        expect(target, toHaveServed: full + resumed)
    }

    @Test(arguments: [ProtocolVersion.tls12, .tls13])
    func `gets a page over each connection`(version: ProtocolVersion) throws {
        let target = try Target(.http, versions: [version])
        defer { target.server.stop() }
        var plan = plan()
        plan.request = [UInt8]("GET / HTTP/1.0\r\n\r\n".utf8)
        let tally = try target.load(plan, versions: [version])
        #expect(tally.failures.isEmpty && tally.requests.count >= 4)
        #expect(tally.requests.count == tally.fullHandshakes.count)
        expect(target, toHaveServed: tally.requests.count)
    }

    @Test func `begins at its rate, and holds connections open`() throws {
        let target = try Target()
        defer { target.server.stop() }
        var plan = plan(100, milliseconds: 500)
        plan.rate = 100
        plan.arrivals = .fixed
        plan.hold = .seconds(10)
        let tally = try target.load(plan)
        #expect(tally.failures.isEmpty && tally.fullHandshakes.count == 50 && tally.notBegun == 0)
        #expect(tally.delays.count == 50 && tally.mostOpen == 50)
        expect(target, toHaveServed: 50)
    }

    /// A server that takes 20 ms for each handshake, and connections that come twice as fast.
    @Test func `counts the time that connections wait for others, from when they were to begin`() throws {
        let target = try Target(onEvent: { _, event in if case .established = event { usleep(20_000) } })
        defer { target.server.stop() }
        var plan = plan(2, milliseconds: 500)
        plan.rate = 100
        plan.arrivals = .fixed
        let tally = try target.load(plan)
        let begun = tally.fullHandshakes.count
        // All that were to begin are accounted for.
        #expect(begun + tally.notBegun == 50 && tally.notBegun > 5 && tally.failures.isEmpty)
        #expect(tally.delays.maximum > 100_000_000)
        #expect(tally.fullHandshakes.maximum > 100_000_000 && tally.fullHandshakes.maximum >= tally.delays.maximum)
    }

    @Test func `ends when it is stopped, and keeps what there is`() throws {
        let target = try Target()
        defer { target.server.stop() }
        var plan = plan(2, milliseconds: 60_000)
        plan.hold = .seconds(60)
        let client = try Target.client(plan, port: target.server.endpoint.port)
        let deadline = Date(timeIntervalSinceNow: 5)
        while target.server.completedHandshakes < 2, Date() < deadline { usleep(1000) }
        usleep(20_000)
        client.stop()
        let tally = client.result()
        #expect(tally.fullHandshakes.count == 2 && tally.abandoned == 2)
        #expect(client.elapsed < .seconds(10) && tally.span < 10_000_000_000)
    }

    @Test func `does not give up what only waits for the server to close`() throws {
        let (established, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        // The loop of the server waits here, so that it does not close.
        let target = try Target(onEvent: { _, event in
            guard case .established = event else { return }
            established.signal()
            isOver.wait()
        })
        defer { target.server.stop() }
        defer { isOver.signal() }
        // The second one would begin after 100 s.
        var plan = plan(1, milliseconds: 60_000)
        plan.rate = 0.01
        plan.arrivals = .fixed
        let client = try Target.client(plan, port: target.server.endpoint.port)
        #expect(established.wait(timeout: .now() + 5) == .success)
        client.stop()
        let tally = client.result()
        #expect(tally.fullHandshakes.count == 1 && tally.abandoned == 0 && tally.failures.isEmpty)
    }

    @Test func `has not begun while configurations are made`() throws {
        let target = try Target()
        defer { target.server.stop() }
        let address = SocketAddress.all(host: "127.0.0.1", port: target.server.endpoint.port)[0]
        var made: UInt64 = 0
        let client: LoadClient<OpenSSLBackend> = try LoadClient(plan(milliseconds: 100), to: address, clock: { 0 }) {
            let configuration = ClientConfiguration<OpenSSLBackend>(
                verifier: try Target.pki.get().trustStore,
                serverName: .localhost
            )
            usleep(50_000)
            made = LoadClock.now()
            return configuration
        }
        let elapsed = client.elapsed.nanoseconds
        #expect(elapsed <= LoadClock.now() - made)
        #expect(client.result().failures.isEmpty)
    }

    @Test func `tells of each second what happened in it`() throws {
        let target = try Target()
        defer { target.server.stop() }
        let client = try Target.client(plan(milliseconds: 1_100), port: target.server.endpoint.port)
        var first = client.takeInterval()
        let deadline = Date(timeIntervalSinceNow: 5)
        while first.isEmpty, Date() < deadline {
            usleep(1000)
            first = client.takeInterval()
        }
        let tally = client.result()
        let rest = client.takeInterval()
        #expect(first.fullHandshakes > 0 && first.handshakes.count == first.fullHandshakes && first.open <= 4)
        #expect(first.fullHandshakes + rest.fullHandshakes == tally.fullHandshakes.count)
    }
}
