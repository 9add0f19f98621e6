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
            again.version == session.version && again.cipherSuite == session.cipherSuite
                && again.serverName == session.serverName && again.peerCertificates == session.peerCertificates
                && again.expiry == session.expiry && again.beginning == session.beginning
                && again.ageAdd == session.ageAdd && self.octets(again.secret) == self.octets(session.secret),
            "a session is the same after it was encoded"
        )
    }

    static func seeds() throws -> [[UInt8]] {
        let chain = NullPeers.chain.map { Array($0.prefix(20)) }
        let sessions = [
            Session(
                version: .tls12,
                cipherSuite: .rsaWithAES128GCMSHA256,
                serverName: nil,
                peerCertificates: [],
                expiry: 1 << 33,
                secret: SecretBytes(zeroed: 48)
            ),
            Session(
                version: .tls13,
                cipherSuite: .aes256GCMSHA384,
                serverName: "localhost",
                peerCertificates: chain,
                expiry: 1 << 33,
                beginning: 1 << 32,
                ageAdd: 0x0102_0304,
                secret: SecretBytes(zeroed: 48)
            ),
        ]
        return sessions.map { octets($0.encoded) }
    }

    private static func octets(_ secret: borrowing SecretBytes) -> [UInt8] {
        secret.withBytes { octets in octets.indices.map { octets[$0] } }
    }
}
