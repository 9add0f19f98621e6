internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

@testable internal import TLSTrust

/// Chains of certificates as a peer sends them: an input is the body of a Certificate message.
enum CertificateTarget: FuzzTarget {
    static let name = "certificates"
    static let longest = 4096

    static func feed(_ octets: [UInt8]) {
        guard let chain = try? CertificateMessage(decoding: octets).chain else { return }
        do throws(CertificateRejection) {
            let key = try pki.trustStore.verify(chain, serverName: .localhost, usage: .digitalSignature)
            // The octets around what is signed may differ; whose key it is may not.
            expect(key == pki.credentials.publicKey, "a stranger's certificate is trusted")
        } catch { expect(error.alert.rawValue != 0, "a rejection has an alert") }
        do throws(CertificateRejection) {
            _ = try pki.trustStore.verifyClient(chain)
            fatalError("a server's certificate is good for clients")
        } catch { expect(error.alert.rawValue != 0, "a rejection has an alert") }
    }

    static func seeds() throws -> [[UInt8]] {
        let own = pki.credentials.certificateChain
        let authority = try certificates(inPEM: Array(pki.authorityPEM.utf8), "the authority").map(\.der)
        return [own, own + authority, authority].map { chain in
            Array(CertificateMessage(chain: chain).encoded.dropFirst(HandshakeType.headerLength))
        }
    }

    private static let pki = TestAuthority.pki
}
