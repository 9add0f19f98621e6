import NullBackend
import TLSEngine
import TLSWire
import Testing

@Suite struct `The order of messages` {
    @Test func `is the one of the table, on both sides`() throws {
        let steps = HandshakeFlow.rsa
        #expect(steps.filter { $0.sender == .client } == Script.client.map(\.step))
        #expect(steps.filter { $0.sender == .server } == Script.server.map(\.step))
        for script in [server(Script.client), client(Script.server)] { #expect(script == nil) }
    }

    @Test(arguments: 0..<4, 0..<4)
    func `a server refuses a message in the place of another`(place: Int, other: Int) throws {
        guard place != other else { return }
        var script = Script.client
        script[place] = Script.client[other]
        let reaction = try #require(server(script))
        #expect(reaction.alert == .unexpectedMessage || reaction.alert == .badRecordMAC)
    }

    @Test(arguments: 0..<5, 0..<5)
    func `a client refuses a message in the place of another`(place: Int, other: Int) throws {
        guard place != other else { return }
        var script = Script.server
        script[place] = Script.server[other]
        let reaction = try #require(client(script))
        #expect(reaction.alert == .unexpectedMessage || reaction.alert == .badRecordMAC)
    }

    @Test(arguments: 0..<3)
    func `a server refuses what follows a message that is missing`(place: Int) throws {
        var script = Script.client
        script.remove(at: place)
        let reaction = try #require(server(script))
        #expect(reaction.alert == .unexpectedMessage || reaction.alert == .badRecordMAC)
    }

    @Test(arguments: 0..<4)
    func `a client refuses what follows a message that is missing`(place: Int) throws {
        var script = Script.server
        script.remove(at: place)
        let reaction = try #require(client(script))
        #expect(reaction.alert == .unexpectedMessage || reaction.alert == .badRecordMAC)
    }

    @Test(arguments: 0..<3)
    func `a server refuses a message that comes twice`(place: Int) throws {
        var script = Script.client
        script.insert(Script.client[place], at: place)
        let reaction = try #require(server(script))
        #expect(reaction.alert == .unexpectedMessage || reaction.alert == .badRecordMAC)
    }

    @Test func `ServerKeyExchange and CertificateRequest have no place in it`() throws {
        for type in [HandshakeType.serverKeyExchange, .certificateRequest, .certificateVerify] {
            let message = Script.handshake(type.message { $0.opaque([0, 0, 0]) })
            let reaction = try #require(client(Script.server[..<2] + [(.serverKeyExchange, message)]))
            #expect(reaction.alert == .unexpectedMessage)
        }
    }

    @Test func `application data has to wait`() throws {
        let early = Script.record(23, [1, 2, 3])
        #expect(server([(.clientHello, early)])?.alert == .unexpectedMessage)
        #expect(server(Script.client[..<2] + [(.clientFinished, early)])?.alert == .unexpectedMessage)
    }

    /// The first reaction that is an error; nil if the server is established at the end.
    private func server(_ script: some Sequence<(step: HandshakeStep, octets: [UInt8])>) -> Reaction? {
        let server = TLSServer(NullPeers.server())
        for (_, octets) in script {
            let reaction = Reaction(of: server, to: octets)
            if reaction.error != nil { return reaction }
        }
        return server.phase == .established ? nil : Reaction(of: server, to: [])
    }

    private func client(_ script: some Sequence<(step: HandshakeStep, octets: [UInt8])>) -> Reaction? {
        let client = TLSClient(NullPeers.client())
        do throws(HandshakeError) { try client.start() } catch { return nil }
        for (_, octets) in script {
            let reaction = Reaction(of: client, to: octets)
            if reaction.error != nil { return reaction }
        }
        return client.phase == .established ? nil : Reaction(of: client, to: [])
    }
}
