import CryptoBackend
import TLSWire
import Testing

@testable import tlsbench

@Suite struct `The handshakes of verify` {
    @Test func `go through every group that a suite can use`() {
        let shapes = CipherSuite.supported.map { suite in
            HandshakeMatrix.groups(of: suite).map { $0?.name ?? "none" }
        }
        let (curves, fields) = (["x25519", "secp256r1"], ["ffdhe2048", "ffdhe3072"])
        #expect(shapes == [["none"], ["none"], curves, curves, fields, fields])
    }

    @Test func `are those that both ends can do`() {
        func count(_ client: any CryptoBackend.Type, _ server: any CryptoBackend.Type) -> Int {
            HandshakeMatrix.shapes(client, server).count
        }
        #expect(count(Registry.standard, Registry.standard) == 10)
        for backend in Registry.backends {
            // Two suites with ECDHE over two curves are the least.
            let expected = backend.capabilities.offering(kems: []) == .complete ? 10 : 4
            #expect(count(backend, Registry.standard) == expected && count(Registry.standard, backend) == expected)
        }
    }

    @Test(arguments: Registry.backends.indices) func `all hold`(backend: Int) throws {
        let backend = Registry.backends[backend]
        #expect(try HandshakeMatrix().failures(client: backend, server: Registry.standard) == [])
        #expect(try HandshakeMatrix().failures(client: Registry.standard, server: backend) == [])
    }
}
