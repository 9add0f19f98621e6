import BenchCore
import CryptoBackend
import NIOSSLPeer
import OpenSSLBackend
import StackSeam
import SwiftCore
import TLSWire
import Testing

@testable import Scenarios

@Suite struct `Peers` {
    private let groups = ScenarioCatalogue.groups(backends: [OpenSSLBackend.self], suite: .full)

    @Test func `have rows of their own, where more than a primitive is measured`() {
        let names = ScenarioCatalogue.peers.map { $0.name }
        #expect(names.first == "peer:libssl" && Set(names).count == names.count)
        let operations = groups.flatMap { $0.benchmarks }.filter { names.contains($0.backend) }.map { $0.op }
        let expected = [
            "bulk", "handshake-full", "handshake-resumed-id", "handshake-resumed-psk", "handshake-resumed-ticket",
        ]
        #expect(Set(operations) == Set(expected))
    }

    #if NIOSSL
    @Test func `have none where NIOSSL cannot do what libssl can`() {
        let suite = NIOSSLNegotiation.tls13CipherSuite
        for group in groups where group.benchmarks.contains(where: { $0.backend == "peer:libssl" }) {
            let isOtherSuite =
                group.id.contains("/TLS_") && !group.id.contains("/\(suite.name)/")
                || group.id.hasPrefix("bulk/tls13-") && suite != .aes128GCMSHA256
            let isPossible =
                !group.id.contains("/DHE_") && !group.id.hasPrefix("handshake-resumed") && !isOtherSuite
            #expect(group.benchmarks.contains { $0.backend == "peer:niossl" } == isPossible, "\(group.id)")
        }
    }

    @Test func `have the hybrid group of TLS 1.3, whatever libssl has`() {
        let groups = ScenarioCatalogue.groups(backends: [SwiftBackend.self], suite: .full)
        let ids = Set(groups.flatMap { $0.benchmarks }.map(\.id))
        let suite = NIOSSLNegotiation.tls13CipherSuite.name
        for ends in ["memory/client", "memory/server", "memory/both", "tcp/both"] {
            #expect(ids.contains("handshake-full/\(suite)/X25519MLKEM768/2048/\(ends)/peer:niossl"))
        }
    }

    @Test func `are not taken for what they are not`() throws {
        let stack = NIOSSLStack(try Fixture(.rsa(bits: 2048)).credentials)
        let shapes: [HandshakeShape] = [
            .full(.rsaWithAES128GCMSHA256), .full(.ecdheRSAWithAES128GCMSHA256, .x25519),
            .full(.ecdheRSAWithAES128GCMSHA256, .secp256r1), .full(.ecdheRSAWithAES256GCMSHA384, .secp256r1),
            .full(NIOSSLNegotiation.tls13CipherSuite, .x25519),
            .full(NIOSSLNegotiation.tls13CipherSuite, .secp256r1),
            .full(NIOSSLNegotiation.tls13CipherSuite, .x25519MLKEM768),
        ]
        for asked in shapes {
            let outcome = try stack.pair(asked, chunk: [1]).outcome()
            try expectNegotiated(outcome, asked)
            for other in shapes where other != asked {
                #expect(throws: WorkloadFailure.self) { try expectNegotiated(outcome, other) }
            }
        }
        for refused in [
            .full(.dheRSAWithAES128GCMSHA256, .ffdhe2048), .resumed(.rsaWithAES128GCMSHA256, by: .ticket),
            .full(.aes256GCMSHA384, .x25519), .resumed(NIOSSLNegotiation.tls13CipherSuite, in: .x25519),
        ] as [HandshakeShape] { #expect(throws: NIOSSLPeerError.self) { try stack.pair(refused, chunk: [1]) } }
    }
    #endif
}
