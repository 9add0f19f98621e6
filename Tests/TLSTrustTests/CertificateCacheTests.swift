import TLSEngine
import TLSWire
import Testing

@testable import TLSTrust

@Suite struct `A certificate that is known` {
    private func refusal(_ pki: TestPKI, _ chain: [[UInt8]], name: String) -> CertificateRejection.Reason? {
        do {
            let name = try ServerName(name)
            _ = try pki.trustStore.verify(chain, serverName: name, usage: .digitalSignature)
            return nil
        } catch let rejection as CertificateRejection { return rejection.reason } catch { return .other }
    }

    @Test func `gives the same key, and is still refused under another name`() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let chain = pki.credentials.certificateChain
        let first = try pki.trustStore.verify(chain, serverName: .localhost, usage: .digitalSignature)
        #expect(try pki.trustStore.verify(chain, serverName: .localhost, usage: .digitalSignature) == first)
        #expect(refusal(pki, chain, name: "example.com") == .wrongName)
    }

    @Test func `is refused when its time is over`() async throws {
        // The keys exist before, so that certifying and the first verification take milliseconds of the five seconds.
        let key = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048).credentials.privateKeyPEM()
        let pki = try TestPKI.mint(
            serverNames: ["localhost"],
            keyPEM: key,
            authorityKeyPEM: key,
            validity: .init(from: -60, until: 5)
        )
        let chain = pki.credentials.certificateChain
        #expect(refusal(pki, chain, name: "localhost") == nil)
        try await Task.sleep(for: .seconds(6.1))
        #expect(refusal(pki, chain, name: "localhost") == .expired)
    }

    @Test func `lends nothing to one that differs in its signature`() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        var chain = pki.credentials.certificateChain
        #expect(refusal(pki, chain, name: "localhost") == nil)
        chain[0][chain[0].count - 1] ^= 1
        #expect(refusal(pki, chain, name: "localhost") == .badSignature)
    }

    @Test func `is kept by its store alone, and only if it was trusted`() throws {
        let cache = CertificateCache()
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let der = pki.credentials.certificateChain[0]
        let certificate = try #require(cache.certificate(der))
        #expect(cache.count == 0)
        cache.keep([der], [certificate])
        #expect(cache.count == 1)
        #expect(cache.certificate(der) === certificate)
        #expect(CertificateCache().certificate(der) !== certificate)
        #expect(cache.certificate([1, 2, 3]) == nil)
    }

    @Test func `goes when there are too many`() throws {
        let cache = CertificateCache()
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let certificate = try #require(cache.certificate(pki.credentials.certificateChain[0]))
        for number in 0..<1000 {
            cache.keep([[UInt8(number & 255), UInt8(number >> 8)]], [certificate])
            #expect(cache.count <= CertificateCache.capacity)
        }
        let last: [UInt8] = [231, 3]
        #expect(cache.certificate(last) === certificate)
    }
}
