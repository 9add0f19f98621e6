internal import CryptoBackend
internal import GMPBackend
internal import OpenSSLBackend
internal import SwiftCore
internal import TLSTrust

/// The files that a command line names: certificates, and a private key, which may be beside each other in one text.
///
/// Credentials that load are written and load again; a key whose numbers do not fit each other is every backend's to refuse.
enum PEMTarget: FuzzTarget {
    static let name = "pem"
    static let longest = 4096

    static func feed(_ octets: [UInt8]) {
        let text = String(decoding: octets, as: UTF8.self)
        _ = try? TrustStore(pem: text)
        guard let credentials = try? Credentials(certificatePEM: text, keyPEM: text) else { return }
        do {
            let again = try Credentials(
                certificatePEM: credentials.certificatePEM(),
                keyPEM: credentials.privateKeyPEM()
            )
            expect(again.certificateChain == credentials.certificateChain, "the chain is another one")
        } catch { fatalError("credentials that loaded do not load again: \(error)") }
        use(credentials, on: SwiftBackend.self)
        use(credentials, on: GMPBackend.self)
        use(credentials, on: OpenSSLBackend.self)
    }

    /// What a server does with its key.
    private static func use<Backend: CryptoBackend>(_ credentials: Credentials, on _: Backend.Type) {
        guard case .rsa(let components) = credentials.publicKey,
            let key = try? Backend.PrivateKey(credentials.rsaPrivateKey())
        else { return }
        let ciphertext = [UInt8](repeating: 7, count: components.modulusLength)
        _ = try? key.decryptPremaster(ciphertext.span, clientVersion: 0x0303)
        _ = try? key.sign([1, 2, 3].span, scheme: .rsaPKCS1SHA256)
    }

    static func seeds() throws -> [[UInt8]] {
        let pki = TestAuthority.pki
        let texts = [
            try pki.credentials.certificatePEM(), try pki.credentials.privateKeyPEM(), pki.authorityPEM,
            try pki.credentials.certificatePEM() + pki.credentials.privateKeyPEM(),
        ]
        return texts.map { Array($0.utf8) }
    }
}
