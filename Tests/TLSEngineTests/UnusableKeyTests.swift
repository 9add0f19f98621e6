import CryptoBackend
import TLSEngine
import TLSTrust
import TLSWire
import Testing

/// Keys of certificates that are trusted, and that a backend does or does not take.
@Suite struct `The key of a certificate` {
    private struct Verifier: CertificateVerifier {
        let key: RSAPublicComponents

        func verify(_ chain: [[UInt8]], serverName: ServerName, usage: KeyUsage) -> CertificateKey { .rsa(key) }
    }

    private func reaction<Backend: CryptoBackend>(
        of _: Backend.Type,
        to key: RSAPublicComponents
    ) throws -> Reaction {
        let client = TLSClient(ClientConfiguration<Backend>(verifier: Verifier(key: key), serverName: .localhost))
        try client.start()
        let hello = Script.serverHello { $0.cipherSuite = .ecdheRSAWithAES128GCMSHA256 }
        try client.receive(hello.span)
        return Reaction(of: client, to: Script.certificate)
    }

    @Test(arguments: MatrixTests.backends.indices)
    func `that a backend does not take is named, and not taken for a failure`(index: Int) throws {
        let backend = MatrixTests.backends[index]
        let modulus = [UInt8](repeating: 0xFF, count: 256)
        for exponent in [1, 4] as [UInt64] {
            let reaction = try reaction(of: backend, to: RSAPublicComponents(modulus: modulus, exponent: exponent))
            #expect(reaction.error == .incompatible(.unusableKey(.publicExponent)))
            #expect(reaction.alert == .unsupportedCertificate)
        }
        let even = RSAPublicComponents(modulus: modulus.dropLast() + [0xFE], exponent: 65537)
        #expect(try reaction(of: backend, to: even).error == .incompatible(.unusableKey(.modulus)))
        let short = RSAPublicComponents(modulus: [UInt8](repeating: 0xFF, count: 64), exponent: 65537)
        #expect(try reaction(of: backend, to: short).error == .incompatible(.keyLength(512)))
    }

    @Test(arguments: MatrixTests.backends.indices)
    func `may have a length that is no multiple of eight bits`(index: Int) throws {
        try shakeHands(MatrixTests.backends[index])
    }

    private static let pki = Result { try TestPKI.mint(serverNames: ["localhost"], keyBits: 2050) }

    private func shakeHands<Backend: CryptoBackend>(_: Backend.Type) throws {
        let pki = try Self.pki.get()
        #expect(try pki.credentials.rsaPrivateKey().publicComponents.modulusBits == 2050)
        let identity = try Identity<Backend>(pki.credentials)
        for suite in CipherSuite.supported where suite.keyKind == .rsa && Backend.canDo(suite) {
            let client = ClientConfiguration<Backend>(
                verifier: pki.trustStore,
                serverName: .localhost,
                cipherSuites: [suite]
            )
            let pair = InMemoryPair(client: client, server: ServerConfiguration(identity: identity))
            try pair.handshake()
            #expect(pair.server.negotiated?.cipherSuite == suite)
        }
    }
}
