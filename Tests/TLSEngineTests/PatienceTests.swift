import NullBackend
import TLSEngine
import TLSWire
import Testing

/// What carries nothing is borne in measure: it ends a flood, and no connection that goes on.
@Suite struct `Patience with a peer` {
    private static let data = Script.protected(23, [1])

    private func established() throws -> (client: TLSClient<NullBackend>, server: TLSServer<NullBackend>) {
        let client = TLSClient(NullPeers.client())
        try client.start()
        for (_, octets) in Script.server { try client.receive(octets.span) }
        let server = TLSServer(NullPeers.server())
        for (_, octets) in Script.client { try server.receive(octets.span) }
        return (client, server)
    }

    /// An empty record, a warning, and what each side declines: HelloRequest and another ClientHello.
    private static let idle: [(name: String, octets: [UInt8], isForClient: Bool, isForServer: Bool)] = [
        ("an empty record", Script.protected(23, []), true, true),
        ("a warning", Script.protected(21, [1, 90]), true, true),
        ("HelloRequest", Script.protected(22, [0, 0, 0, 0]), true, false),
        ("ClientHello", Script.protected(22, Array(Script.clientHello().dropFirst(5))), false, true),
    ]

    @Test(arguments: idle.indices) func `comes back with each piece of data`(index: Int) throws {
        let (_, octets, isForClient, isForServer) = Self.idle[index]
        let (client, server) = try established()
        for _ in 0..<100 {
            for _ in 0..<15 {
                if isForClient { try client.receive(octets.span) }
                if isForServer { try server.receive(octets.span) }
            }
            let data = Self.data
            try client.receive(data.span)
            try server.receive(data.span)
        }
        #expect(client.takeReceived().count == 100 && server.takeReceived().count == 100)
    }

    @Test(arguments: idle.indices) func `ends with the sixteenth in a row, at whatever time`(index: Int) throws {
        let (_, octets, isForClient, isForServer) = Self.idle[index]
        for pieces in [0, 1, 50] {
            let (client, server) = try established()
            for _ in 0..<pieces {
                let data = Self.data
                try client.receive(data.span)
                try server.receive(data.span)
            }
            for _ in 0..<15 {
                if isForClient { try client.receive(octets.span) }
                if isForServer { try server.receive(octets.span) }
            }
            if isForClient { expectFlood(Reaction(of: client, to: octets)) }
            if isForServer { expectFlood(Reaction(of: server, to: octets)) }
        }
    }

    private func expectFlood(_ reaction: Reaction) {
        #expect(reaction.error == .peerMisbehaved(.floodOfWarnings))
        #expect(reaction.alert == .unexpectedMessage)
    }
}
