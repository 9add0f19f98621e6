internal import CryptoBackend
internal import TLSEngine
internal import TLSTrust
internal import TLSWire

/// A whole handshake between two ends, with data, in the first suite of each cipher.
enum HandshakeChecks<Base: CryptoBackend> {
    private typealias Backend = WatchingBackend<Base>

    static func handshake() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let identity = try Identity<Backend>(pki.credentials)
        for suite in CipherSuite.supported.filter({ Backend.canDo($0) }).prefix(2) {
            let pair = InMemoryPair(
                client: ClientConfiguration<Backend>(
                    verifier: pki.trustStore,
                    serverName: .localhost,
                    cipherSuites: [suite]
                ),
                server: ServerConfiguration<Backend>(identity: identity, cipherSuites: [suite])
            )
            try pair.handshake()
            let data = [UInt8](repeating: 1, count: 1000)
            try pair.client.send(data.span)
            try pair.deliver()
            pair.client.close()
            try pair.deliver()
        }
    }
}
