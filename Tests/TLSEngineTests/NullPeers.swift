import CryptoBackend
import NullBackend
import TLSEngine
import TLSWire

/// A client and a server over the null backend, for tests of the state machine.
enum NullPeers {
    static let chain: [[UInt8]] = [Array(repeating: 1, count: 700), Array(repeating: 2, count: 800)]
    static let publicKey = RSAPublicComponents(modulus: Array(repeating: 0xFF, count: 256), exponent: 65537)

    struct Verifier: CertificateVerifier, ClientCertificateVerifier {
        func verifyClient(_ chain: [[UInt8]]) throws(CertificateRejection) -> CertificateKey {
            guard chain == NullPeers.chain else { throw CertificateRejection(.badSignature, detail: "test") }
            return .rsa(publicKey)
        }

        func verify(
            _ chain: [[UInt8]],
            serverName: ServerName,
            usage: KeyUsage
        ) throws(CertificateRejection) -> CertificateKey {
            guard chain == NullPeers.chain else { throw CertificateRejection(.badSignature, detail: "test") }
            guard serverName == .localhost else { throw CertificateRejection(.wrongName, detail: "test") }
            return .rsa(publicKey)
        }
    }

    static func client(
        serverName: ServerName = .localhost,
        suites: [CipherSuite] = CipherSuite.supported
    ) -> ClientConfiguration<NullBackend> {
        ClientConfiguration(verifier: Verifier(), serverName: serverName, cipherSuites: suites)
    }

    static func server(suites: [CipherSuite] = CipherSuite.supported) -> ServerConfiguration<NullBackend> {
        let components = RSAPrivateComponents(
            publicComponents: publicKey,
            privateExponent: SecretBytes(zeroed: 1),
            prime1: SecretBytes(zeroed: 1),
            prime2: SecretBytes(zeroed: 1),
            exponent1: SecretBytes(zeroed: 1),
            exponent2: SecretBytes(zeroed: 1),
            coefficient: SecretBytes(zeroed: 1)
        )
        let identity = Identity<NullBackend>(certificateChain: chain, privateKey: .rsa(.init(components)))
        return ServerConfiguration(identity: identity, cipherSuites: suites)
    }

    static func pair(
        suites: [CipherSuite] = CipherSuite.supported
    ) throws -> InMemoryPair<NullBackend, NullBackend> {
        InMemoryPair(client: client(suites: suites), server: server(suites: suites))
    }
}
