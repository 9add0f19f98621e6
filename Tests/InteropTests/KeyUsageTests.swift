import CryptoBackend
import Foundation
import OpenSSLBackend
import TLSEngine
import TLSTrust
import TLSWire
import Testing

/// keyUsage of a certificate against what the key exchange does with its key (RFC 5246 §7.4.2, §7.4.6).
@Suite struct KeyUsageTests {
    private func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tlsbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    @Test(
        arguments: [
            ("unlimited", nil, nil), ("server", nil, nil), ("signing", "keyEncipherment", nil),
            ("enciphering", nil, "digitalSignature"),
        ] as [(String, String?, String?)]
    )
    func `decides which key exchanges a client takes`(section: String, forRSA: String?, forECDHE: String?) throws {
        try inFolder { folder in
            let (chain, key, root) = try OpenSSLIssuer(in: folder).server(section)
            let credentials = try Credentials.load(certificateFile: chain, keyFile: key)
            let identity = try Identity<OpenSSLBackend>(credentials)
            let suites: [(CipherSuite, String?)] = [
                (.rsaWithAES128GCMSHA256, forRSA), (.ecdheRSAWithAES128GCMSHA256, forECDHE),
                (.dheRSAWithAES128GCMSHA256, forECDHE),
            ]
            for (suite, missing) in suites {
                let client = ClientConfiguration<OpenSSLBackend>(
                    verifier: try TrustStore(pemFile: root),
                    serverName: .localhost,
                    cipherSuites: [suite]
                )
                var error: HandshakeError?
                do throws(HandshakeError) {
                    try InMemoryPair(client: client, server: ServerConfiguration(identity: identity)).handshake()
                } catch let found { error = found }
                guard let missing else {
                    #expect(error == nil)
                    continue
                }
                let detail = "keyUsage without \(missing) (/CN=localhost)"
                #expect(error == .certificate(CertificateRejection(.wrongPurpose, detail: detail)))
                #expect(error?.alert == .unsupportedCertificate)
            }
        }
    }

    @Test func `of a client has to allow signatures`() throws {
        try inFolder { folder in
            let (chain, key, root) = try OpenSSLIssuer(in: folder).server("agreeing client")
            let credentials = try Credentials.load(certificateFile: chain, keyFile: key)
            let detail = "keyUsage without digitalSignature (/CN=localhost)"
            #expect(throws: CertificateRejection(.wrongPurpose, detail: detail)) {
                try TrustStore(pemFile: root).verifyClient(credentials.certificateChain)
            }
            let client = try Command.start(["connect", "localhost:1", "--ca", root, "--cert", chain, "--key", key])
            #expect(try client.waitForExit() == 1)
            #expect(client.stderr.text.contains("\(chain): keyUsage without digitalSignature"))
        }
    }

    @Test func `decides which suites serve offers`() throws {
        try inFolder { folder in
            let (chain, key, root) = try OpenSSLIssuer(in: folder).server("signing")
            let (server, port) = try Command.serve(["--cert", chain, "--key", key])
            defer { server.end() }
            try server.wait(for: "\(chain): keyUsage without keyEncipherment")
            let client = try Command.start(["connect", "localhost:\(port)", "--ca", root])
            #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
            let rsa = ["--cipher-suite", "RSA_WITH_AES_128_GCM_SHA256"]
            let refused = try Command.start(["connect", "localhost:\(port)", "--ca", root] + rsa)
            #expect(try refused.waitForExit() == 1)
            #expect(refused.stderr.text.contains("handshake_failure"))
            let impossible = try Command.start(["serve", "--port", "0", "--cert", chain, "--key", key] + rsa)
            #expect(try impossible.waitForExit() == 1)
            #expect(impossible.stderr.text.contains("keyUsage without keyEncipherment, which all"))
        }
    }
}
