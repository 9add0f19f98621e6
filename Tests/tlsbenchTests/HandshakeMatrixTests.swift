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

    @Test func `all hold`() throws {
        let backend = Registry.standard
        #expect(try HandshakeMatrix().failures(client: backend, server: backend) == [])
    }
}
