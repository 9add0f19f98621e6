import CryptoBackend
import TLSEngine
import TLSWire
import Testing

@testable import tlsbench

@Suite struct `The handshakes of verify` {
    @Test func `go through every group that a suite can use`() {
        let shapes = (CipherSuite.supported + [.aes128GCMSHA256]).map { suite in
            HandshakeMatrix.groups(of: suite).map { $0?.name ?? "none" }
        }
        let (curves, fields) = (["x25519", "secp256r1"], ["ffdhe2048", "ffdhe3072"])
        #expect(
            shapes == [
                ["none"], ["none"], ["secp256r1"], ["secp256r1"], ["secp256r1"], curves, curves, curves, fields, fields,
                fields,
                ["X25519MLKEM768"] + curves + fields,
            ]
        )
    }

    @Test func `are those that both ends can do`() {
        func count(_ client: any CryptoBackend.Type, _ server: any CryptoBackend.Type) -> Int {
            HandshakeMatrix.shapes(client, server).count
        }
        let standard = Registry.standard
        for backend in Registry.backends {
            let groups = NamedGroup.allCases.filter(backend.capabilities.groups.contains)
            let hybrids = backend.capabilities.kems.filter(standard.capabilities.kems.contains).count
            let suites = CipherSuite.supportedTLS13.filter { backend.canDo($0) && standard.canDo($0) }.count
            let exchanges = backend.capabilities.keyExchanges.map { exchange in
                switch exchange {
                case .rsa: 2
                // For certificates of RSA and, on their own curve, of ECDSA.
                case .ecdhe: 3 * (groups.filter { $0.keyExchange == .ecdhe }.count + 1)
                case .dhe: 3 * groups.filter { $0.keyExchange == .dhe }.count
                }
            }
            // Two ciphers for RSA in TLS 1.2, three for the others and each kind of certificate; those of TLS 1.3 in every group.
            let expected = exchanges.reduce(0, +) + suites * (groups.count + hybrids)
            #expect(count(backend, standard) == expected && count(standard, backend) == expected)
        }
    }

    @Test(arguments: Registry.backends.indices) func `all hold`(backend: Int) throws {
        let backend = Registry.backends[backend]
        #expect(try HandshakeMatrix().failures(client: backend, server: Registry.standard) == [])
        #expect(try HandshakeMatrix().failures(client: Registry.standard, server: backend) == [])
    }
}
