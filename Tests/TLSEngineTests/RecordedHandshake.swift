import NullBackend
import TLSEngine

/// A handshake over the null backend that can be had again and again, with the same octets every time.
protocol RecordedHandshake: Sendable {
    var name: String { get }
    /// Both sides, with a session before if the handshake needs one.
    func peers() throws -> (client: TLSClient<NullBackend>, server: TLSServer<NullBackend>)
}

extension RecordedHandshake {
    /// All records that either side sends, in order.
    func records() throws -> [(sender: Peer, octets: [UInt8])] {
        let (client, server) = try peers()
        var records: [(sender: Peer, octets: [UInt8])] = []
        try client.start()
        while client.hasOutgoing || server.hasOutgoing {
            let fromClient = client.takeOutgoing()
            records += Recording.cut(fromClient).map { (.client, $0) }
            try server.receive(fromClient.span)
            let fromServer = server.takeOutgoing()
            records += Recording.cut(fromServer).map { (.server, $0) }
            try client.receive(fromServer.span)
        }
        return records
    }
}
