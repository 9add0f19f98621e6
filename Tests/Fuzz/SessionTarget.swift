internal import CryptoBackend
internal import TLSWire

@testable internal import TLSEngine

/// The inside of a ticket. What is read is written to octets that mean the same.
enum SessionTarget: FuzzTarget {
    static let name = "session"
    static let longest = 2048

    static func feed(_ octets: [UInt8]) {
        guard let session = Session(encoded: SecretBytes(copying: octets.span)) else { return }
        guard let again = Session(encoded: session.encoded) else { fatalError("\(octets) has no way back") }
        expect(
            again.cipherSuite == session.cipherSuite && again.serverName == session.serverName
                && again.peerCertificates == session.peerCertificates && again.expiry == session.expiry
                && self.octets(again.master) == self.octets(session.master),
            "a session is the same after it was encoded"
        )
    }

    static func seeds() throws -> [[UInt8]] {
        [(nil, []), ("localhost", NullPeers.chain.map { Array($0.prefix(20)) })].map { name, chain in
            let session = Session(
                cipherSuite: .rsaWithAES128GCMSHA256,
                serverName: name,
                peerCertificates: chain,
                expiry: 1 << 33,
                master: SecretBytes(zeroed: 48)
            )
            return octets(session.encoded)
        }
    }

    private static func octets(_ secret: borrowing SecretBytes) -> [UInt8] {
        secret.withBytes { octets in octets.indices.map { octets[$0] } }
    }
}
