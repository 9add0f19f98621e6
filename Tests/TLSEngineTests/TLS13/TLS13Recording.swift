import CryptoBackend
import NullBackend
import TLSEngine
import TLSWire

/// One kind of handshake of TLS 1.3 over the null backend.
struct TLS13Recording: RecordedHandshake, CustomStringConvertible {
    let name: String
    private let configure: @Sendable (inout Configurations) throws -> Void

    var description: String { name }

    /// What a kind may change of both sides.
    struct Configurations {
        var client = TLS13Peers.client()
        var server = TLS13Peers.server()
    }

    static let all: [TLS13Recording] = [
        TLS13Recording(name: "TLS 1.3") { _ in },
        TLS13Recording(name: "TLS 1.3 with a hybrid") { peers in
            peers.client = TLS13Peers.client(groups: [.x25519MLKEM768])
            peers.server = TLS13Peers.server(groups: [.x25519MLKEM768])
        },
        TLS13Recording(name: "TLS 1.3 with a retry") { $0.server = TLS13Peers.server(groups: [.secp256r1]) },
        TLS13Recording(name: "TLS 1.3 with a client's certificate") { peers in
            request(&peers, isRequired: true)
            peers.client.identity = peers.server.identity
        },
        TLS13Recording(name: "TLS 1.3 with an empty client's certificate") { request(&$0, isRequired: false) },
        TLS13Recording(name: "TLS 1.3 with a sealed ticket") { peers in
            peers.client.sessions = ClientSessionCache { 0 }
            peers.server.ticketKeys = try TicketKeys { 0 }
        },
        TLS13Recording(name: "a session of TLS 1.3 by its ticket") { peers in
            peers.server.ticketKeys = try TicketKeys { 0 }
            try resume(&peers)
        },
        TLS13Recording(name: "a session of TLS 1.3 that the server keeps") { peers in
            peers.server.sessions = SessionCache { 0 }
            try resume(&peers)
        },
    ]

    func peers() throws -> (client: TLSClient<NullBackend>, server: TLSServer<NullBackend>) {
        var peers = Configurations()
        try configure(&peers)
        return (TLSClient(peers.client), TLSServer(peers.server))
    }

    private static func request(_ peers: inout Configurations, isRequired: Bool) {
        peers.server.clientAuthentication = ClientAuthentication(
            verifier: NullPeers.Verifier(),
            isRequired: isRequired,
            authorities: [[0x30, 0]]
        )
    }

    private static func resume(_ peers: inout Configurations) throws {
        peers.client.sessions = ClientSessionCache { 0 }
        try TLS13Peers.pair(client: peers.client, server: peers.server).handshake()
    }
}
