import CryptoBackend
import TLSWire
import Testing

@testable import TLSEngine

/// The handshakes of RFC 8448, octet by octet: a mistake that both of our sides make the same is one here.
@Suite struct `The engine and RFC 8448` {
    private func replay(_ trace: RFC8448Trace, over backend: Int) throws -> RFC8448Replay {
        try RFC8448Replay(trace, over: MatrixTests.backends[backend])
    }

    @Test(arguments: MatrixTests.backends.indices, RFC8448Trace.all)
    func `have the same secrets`(backend: Int, trace: RFC8448Trace) throws {
        #expect(try replay(trace, over: backend).logged == trace.secrets)
    }

    @Test(arguments: MatrixTests.backends.indices, RFC8448Trace.all)
    func `have the same records`(backend: Int, trace: RFC8448Trace) throws {
        let replay = try replay(trace, over: backend)
        for (records, secret) in [
            ([trace.serverFlight], replay.secrets.server), ([trace.clientFinished], replay.secrets.client),
            (trace.clientRecords, replay.ofClient), (trace.serverRecords, replay.ofServer),
        ] {
            let contents = try RFC8448Replay.open(records, under: secret)
            #expect(contents.map(\.type).allSatisfy { $0 != .changeCipherSpec })
            #expect(try RFC8448Replay.seal(contents, under: secret) == records)
        }
        let sent = try RFC8448Replay.open(trace.clientRecords, under: replay.ofClient)
        #expect(sent.last?.type == .alert && sent.last?.octets == Alert(.warning, .closeNotify).encoded)
        if sent.count > 1 { #expect(sent[0].type == .applicationData && sent[0].octets == RFC8448Trace.data) }
    }

    @Test(arguments: MatrixTests.backends.indices, RFC8448Trace.all)
    func `have the same Finished on both sides`(backend: Int, trace: RFC8448Trace) throws {
        let replay = try replay(trace, over: backend)
        let finished = try #require(replay.flight.last)
        let digest = try #require(replay.digests.last)
        #expect(finished.type == HandshakeType.finished.rawValue)
        #expect(try replay.secrets.server.verifyData(over: digest) == finished.body)
        #expect(replay.clientFinished.type == HandshakeType.finished.rawValue)
        #expect(
            try replay.secrets.client.verifyData(over: replay.digestBeforeFinished) == replay.clientFinished.body
        )
    }

    @Test(arguments: MatrixTests.backends.indices, RFC8448Trace.all)
    func `sign the same octets with the server's key`(backend: Int, trace: RFC8448Trace) throws {
        let replay = try replay(trace, over: backend)
        let place = replay.flight.firstIndex { $0.type == HandshakeType.certificateVerify.rawValue }
        #expect((place == nil) == (trace.signedByServer == nil))
        guard let place, let signed = trace.signedByServer else { return }
        let octets = tls13SignedOctets(by: .server, replay.digests[place])
        let context = [UInt8](repeating: 0x20, count: 64) + Array("TLS 1.3, server CertificateVerify".utf8) + [0]
        #expect(octets == context + signed)
    }

    @Test(arguments: MatrixTests.backends.indices)
    func `have the same key of the ticket, under which §4 resumes what §3 began`(backend: Int) throws {
        let replay = try replay(.simple, over: backend)
        let message = try RFC8448Replay.messages(in: RFC8448Trace.simple.serverRecords[0], under: replay.ofServer)[0]
        #expect(message.type == HandshakeType.newSessionTicket.rawValue)
        let ticket = try TLS13.NewSessionTicket(decoding: message.body)
        #expect(ticket.lifetime == 30 && ticket.nonce == RFC8448Trace.ticketNonce)
        let key = try replay.secrets.resumption(replay.transcript).preSharedKey(nonce: ticket.nonce)
        let octets = key.withBytes { octets in octets.indices.map { octets[$0] } }
        #expect(octets == RFC8448Trace.resumed.preSharedKey)

        let offer = try #require(try resumedHello().extensions.preSharedKeys)
        #expect(offer.identities.map(\.identity) == [ticket.ticket])
        // It comes back after less than its lifetime; the age is in milliseconds.
        #expect((offer.identities[0].obfuscatedTicketAge &- ticket.ageAdd) < ticket.lifetime * 1000)
    }

    @Test(arguments: MatrixTests.backends.indices)
    func `have the same binder, of all that comes before it`(backend: Int) throws {
        let backend = MatrixTests.backends[backend]
        let offer = try #require(try resumedHello().extensions.preSharedKeys)
        let message = RFC8448Trace.resumed.hellos[0]
        let covered = message.span.extracting(first: message.count - offer.bindersLength)
        let digest = try Transcript().currentDigest(followedBy: covered, .sha256, backend)
        #expect(try RFC8448Replay.schedule(.resumed, backend).binder(over: digest) == offer.binders[0])
        // Another key has another one.
        #expect(try RFC8448Replay.schedule(.simple, backend).binder(over: digest) != offer.binders[0])
    }

    @Test func `read the same in the hello messages of a retry`() throws {
        let messages = RFC8448Trace.retry.hellos.map { Array($0[HandshakeType.headerLength...]) }
        let (first, second) = (try ClientHello(decoding: messages[0]), try ClientHello(decoding: messages[2]))
        let retry = try ServerHello(decoding: messages[1])
        #expect(retry.isRetryRequest && retry.cipherSuite == .aes128GCMSHA256)
        #expect(retry.extensions.retryGroup == 0x0017)
        #expect(retry.extensions.cookie?.count == 114)
        #expect(first.extensions.keyShares?.map(\.group) == [0x001D] && first.extensions.cookie == nil)
        #expect(second.extensions.keyShares?.map(\.group) == [0x0017])
        #expect(second.extensions.cookie == retry.extensions.cookie && second.random == first.random)
        let answer = try ServerHello(decoding: Array(RFC8448Trace.retry.serverHello[HandshakeType.headerLength...]))
        #expect(!answer.isRetryRequest && answer.extensions.keyShares?.map(\.group) == [0x0017])
    }

    private func resumedHello() throws -> ClientHello {
        try ClientHello(decoding: Array(RFC8448Trace.resumed.hellos[0][HandshakeType.headerLength...]))
    }
}
