import CryptoBackend
import NullBackend
import TLSWire

@testable import TLSEngine

/// A client and a server of TLS 1.3 over the null backend.
enum TLS13Peers {
    static func client(
        groups: [KeyExchangeGroup] = [.x25519, .secp256r1],
        versions: [ProtocolVersion] = [.tls13]
    ) -> ClientConfiguration<NullBackend> {
        var configuration = ClientConfiguration<NullBackend>(
            verifier: NullPeers.Verifier(),
            serverName: .localhost,
            groups: groups
        )
        configuration.versions = versions
        return configuration
    }

    static func server(
        groups: [KeyExchangeGroup] = [.x25519, .secp256r1],
        versions: [ProtocolVersion] = [.tls13]
    ) -> ServerConfiguration<NullBackend> {
        var configuration = ServerConfiguration(identity: NullPeers.server().identity, groups: groups)
        configuration.versions = versions
        return configuration
    }

    static func pair(
        client: ClientConfiguration<NullBackend> = client(),
        server: ServerConfiguration<NullBackend> = server()
    ) -> InMemoryPair<NullBackend, NullBackend> { InMemoryPair(client: client, server: server) }
}
