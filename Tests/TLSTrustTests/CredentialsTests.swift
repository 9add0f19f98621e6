import CryptoBackend
import Foundation
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@Suite struct `A certificate and its key` {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "tlsbench-\(UUID().uuidString)")

    private func file(_ name: String, _ text: String) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let url = folder.appending(path: name)
        try text.write(to: url, atomically: true, encoding: .utf8)
        return url.path
    }

    @Test func `load from PEM files what was written to them`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let chain = try file("chain.pem", try pki.credentials.certificatePEM() + pki.authorityPEM)
        let key = try file("key.pem", try pki.credentials.privateKeyPEM())
        let loaded = try Credentials.load(certificateFile: chain, keyFile: key)
        #expect(loaded.certificateChain.count == 2)
        #expect(loaded.certificateChain[0] == pki.credentials.certificateChain[0])
        #expect(loaded.publicKey == pki.credentials.publicKey)
        let store = try TrustStore(pemFile: try file("authority.pem", pki.authorityPEM))
        _ = try store.verify(loaded.certificateChain, serverName: .localhost, usage: .keyEncipherment)
    }

    @Test func `name the file that is at fault`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let other = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let chainText = try pki.credentials.certificatePEM()
        let chain = try file("chain.pem", chainText)
        let key = try file("key.pem", try pki.credentials.privateKeyPEM())
        let otherKey = try file("other.pem", try other.credentials.privateKeyPEM())
        let empty = try file("empty.pem", "nothing\n")
        let broken = try file("broken.pem", chainText.replacingOccurrences(of: "\nMII", with: "\nAAA"))
        let missing = folder.path + "/missing.pem"

        #expect(throws: TrustError.unreadable(file: missing, errno: ENOENT)) {
            try Credentials.load(certificateFile: missing, keyFile: key)
        }
        #expect(throws: TrustError.unreadable(file: folder.path, errno: EISDIR)) {
            try Credentials.load(certificateFile: folder.path, keyFile: key)
        }
        #expect(throws: TrustError.noCertificate(in: empty, .unknown)) {
            try Credentials.load(certificateFile: empty, keyFile: key)
        }
        #expect(throws: TrustError.malformedCertificate(in: broken, number: 1)) {
            try Credentials.load(certificateFile: broken, keyFile: key)
        }
        #expect(throws: TrustError.noPrivateKey(in: chain, .block(label: "CERTIFICATE"))) {
            try Credentials.load(certificateFile: chain, keyFile: chain)
        }
        #expect(throws: TrustError.keyMismatch(certificate: chain, key: otherKey)) {
            try Credentials.load(certificateFile: chain, keyFile: otherKey)
        }
    }
}
