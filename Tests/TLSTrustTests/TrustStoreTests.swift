import CryptoBackend
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@Suite struct `A trust store` {
    private func reason(
        _ pki: TestPKI,
        trusting other: TestPKI? = nil,
        name: String
    ) -> CertificateRejection.Reason? {
        do {
            let store = (other ?? pki).trustStore
            let name = try ServerName(name)
            _ = try store.verify(pki.credentials.certificateChain, serverName: name, usage: .keyEncipherment)
            return nil
        } catch let rejection as CertificateRejection { return rejection.reason } catch { return .other }
    }

    @Test func `accepts what its authority has signed, and gives the key`() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost", "127.0.0.1", "*.example.org"], keyBits: 2048)
        for name in ["localhost", "LocalHost.", "127.0.0.1", "www.example.org"] {
            #expect(reason(pki, name: name) == nil, "\(name)")
        }
        let chain = pki.credentials.certificateChain
        let key = try pki.trustStore.verify(chain, serverName: .localhost, usage: .digitalSignature)
        #expect(key == pki.credentials.publicKey)
        #expect(try key == .rsa(pki.credentials.rsaPrivateKey().publicComponents))
    }

    @Test func `refuses another name`() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost", "127.0.0.1", "*.example.org"], keyBits: 2048)
        for name in ["example.com", "127.0.0.2", "example.org", "a.b.example.org"] {
            #expect(reason(pki, name: name) == .wrongName, "\(name)")
        }
    }

    @Test func `refuses what is over or has not begun`() throws {
        let past = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048, validity: .init(from: -7200, until: -60))
        #expect(reason(past, name: "localhost") == .expired)
        let future = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048, validity: .init(from: 60, until: 7200))
        #expect(reason(future, name: "localhost") == .notYetValid)
    }

    @Test func `refuses what another authority has signed`() throws {
        let one = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let other = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        // Both authorities have the same name: it is the signature that tells them apart.
        let refused = reason(one, trusting: other, name: "localhost")
        #expect(refused == .badSignature || refused == .missingIssuer)
    }

    @Test func `refuses a weak key`() throws {
        let weak = try TestPKI.mint(serverNames: ["localhost"], keyBits: 1024)
        #expect(reason(weak, name: "localhost") == .weak)
    }

    @Test func `refuses octets that are no certificate, and an altered one`() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        var altered = pki.credentials.certificateChain
        #expect(throws: CertificateRejection(.malformed, detail: "certificate 1 of 1")) {
            try pki.trustStore.verify([[1, 2, 3]], serverName: .localhost, usage: .digitalSignature)
        }
        altered[0][altered[0].count - 1] ^= 1
        do {
            _ = try pki.trustStore.verify(altered, serverName: .localhost, usage: .digitalSignature)
            Issue.record("an altered certificate was accepted")
        } catch { #expect(error.reason == .badSignature) }
    }

    @Test func `every reason has the alert that the RFC names`() {
        let alerts = CertificateRejection.Reason.allCases.map { CertificateRejection($0, detail: "").alert.description }
        #expect(
            alerts == [
                "certificate_expired", "certificate_expired", "certificate_unknown", "unknown_ca", "unknown_ca",
                "unknown_ca", "bad_certificate", "unsupported_certificate", "unsupported_certificate",
                "unsupported_certificate", "certificate_unknown", "certificate_unknown", "bad_certificate",
                "certificate_revoked", "certificate_unknown",
            ]
        )
    }
}
