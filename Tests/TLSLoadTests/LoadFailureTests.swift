import CryptoBackend
import Foundation
import OpenSSLBackend
import SocketSupport
import StackSeam
import TLSEngine
import TLSTransport
import TLSWire
import Testing

@testable import TLSLoad

/// Each reason for which a connection can fail, and that no other is counted with it.
@Suite(.serialized) struct `A failed connection` {
    private func plan(_ connections: Int = 2, milliseconds: Int = 250) -> LoadPlan {
        var plan = LoadPlan(connections: connections, duration: .milliseconds(milliseconds), seed: 1)
        plan.limit = .milliseconds(500)
        return plan
    }

    /// What is counted against a server that does this to each connection.
    private func failures(
        _ plan: LoadPlan,
        _ treatment: @escaping @Sendable (RawSocket) -> Void
    ) throws -> [LoadFailure: Int] {
        let listener = try ListeningSocket()
        Thread.detachNewThread { for _ in 0..<1000 { treatment(listener.accept()) } }
        return try Target.load(plan, port: listener.port).failures
    }

    @Test func `is refused where nobody listens, a few times and no faster`() throws {
        let silent = try ListeningSocket(answering: false)
        let failures = try withExtendedLifetime(silent) { try Target.load(plan(), port: silent.port).failures }
        #expect(Set(failures.keys) == [.refused])
        // Two slots, which pause for 100 ms each time.
        #expect((4...8).contains(failures[.refused] ?? 0), "\(failures)")
    }

    @Test func `has timed out where nobody answers`() throws {
        let silent = try ListeningSocket()
        let failures = try Target.load(plan(), port: silent.port).failures
        #expect(failures == [.timedOut(.handshake): 2])
    }

    @Test func `has timed out where no page comes`() throws {
        let target = try Target(.echo)
        defer { target.server.stop() }
        var plan = plan()
        // The echo of an empty line is no answer that ends.
        plan.request = [10]
        #expect(try target.load(plan).failures == [.timedOut(.answer): 2])
    }

    @Test func `got an answer that is no HTTP`() throws {
        let target = try Target(.echo)
        defer { target.server.stop() }
        var plan = plan()
        plan.request = [UInt8]("GET / HTTP/1.0\r\nContent-Length: 0\r\n\r\n".utf8)
        let tally = try target.load(plan)
        #expect(Set(tally.failures.keys) == [.noWholeAnswer] && tally.requests.count == 0, "\(tally.failures)")
    }

    @Test func `was closed early`() throws {
        let failures = try failures(plan()) { socket in
            _ = try? socket.read()
            socket.endOutput()
            _ = try? socket.readToEnd()
        }
        #expect(Set(failures.keys) == [.closedEarly])
    }

    @Test func `was reset`() throws {
        let failures = try failures(plan()) { socket in
            _ = try? socket.read()
            socket.resetOnClose()
        }
        #expect(Set(failures.keys) == [.reset])
    }

    @Test func `got an alert, which is named`() throws {
        let failures = try failures(plan()) { socket in
            _ = try? socket.read()
            socket.send([21, 3, 3, 0, 2, 2, 40])
            socket.endOutput()
            _ = try? socket.readToEnd()
        }
        #expect(Set(failures.keys) == [.alert(.handshakeFailure)])
        #expect(LoadFailure.alert(.handshakeFailure).description == "alert handshake_failure")
    }

    @Test func `got what is no TLS`() throws {
        let failures = try failures(plan()) { socket in
            _ = try? socket.read()
            socket.send([UInt8]("HTTP/1.0 400 Bad Request\r\n\r\n".utf8))
            socket.endOutput()
            _ = try? socket.readToEnd()
        }
        #expect(Set(failures.keys) == [.protocolViolation])
    }

    @Test func `met another version`() throws {
        let target = try Target(versions: [.tls12])
        defer { target.server.stop() }
        #expect(try Set(target.load(plan(), versions: [.tls13]).failures.keys) == [.alert(.protocolVersion)])
        var expecting = plan()
        expecting.expectation = ExpectedAgreement(versions: [.tls13])
        let tally = try target.load(expecting)
        #expect(Set(tally.failures.keys) == [.unexpectedVersion(.tls12)] && tally.fullHandshakes.count == 0)
    }

    @Test func `agreed on another suite or group than is expected`() throws {
        let target = try Target()
        defer { target.server.stop() }
        var plan = plan()
        plan.expectation = ExpectedAgreement(versions: [.tls13, .tls12], cipherSuites: [.aes256GCMSHA384])
        #expect(try Set(target.load(plan).failures.keys) == [.unexpectedCipherSuite(.aes128GCMSHA256)])
        plan.expectation = ExpectedAgreement(groups: [.ffdhe2048])
        let failures = try target.load(plan).failures
        #expect(failures.count == 1 && failures.keys.allSatisfy { $0.description.hasPrefix("not expected: group ") })
    }

    @Test func `is refused for its certificate`() throws {
        let target = try Target()
        defer { target.server.stop() }
        let tally = try Target.load(
            plan(),
            port: target.server.endpoint.port,
            serverName: try ServerName("example.org")
        )
        #expect(Set(tally.failures.keys) == [.certificate(.wrongName)])
    }

    @Test(arguments: [ProtocolVersion.tls12, .tls13])
    func `has got no session to resume`(version: ProtocolVersion) throws {
        let target = try Target(versions: [version], tickets: false)
        defer { target.server.stop() }
        var plan = plan()
        plan.resumedShare = 1
        let tally = try target.load(plan, versions: [version])
        #expect(Set(tally.failures.keys) == [.noSession], "\(tally.failures)")
    }

    @Test func `was closed by the server while it was to stay open`() throws {
        let target = try Target(.http)
        defer { target.server.stop() }
        var plan = plan(milliseconds: 60_000)
        plan.hold = .seconds(60)
        let client = try Target.client(plan, port: target.server.endpoint.port)
        let deadline = Date(timeIntervalSinceNow: 5)
        while target.server.completedHandshakes < 2, Date() < deadline { usleep(1000) }
        target.server.stop()
        usleep(200_000)
        client.stop()
        let failures = client.result().failures
        #expect((failures[.closedWhileHeld] ?? 0) + (failures[.reset] ?? 0) == 2, "\(failures)")
    }
}
