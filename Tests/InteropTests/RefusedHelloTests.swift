import Foundation
import Testing

/// Servers that have nothing for this client: the line says what was offered, and which servers answer so.
@Suite struct RefusedHelloTests {
    private func message(_ options: [String], _ arguments: [String] = []) throws -> String {
        let files = try TestFiles.shared.get()
        let server = try ChildProcess("openssl", ["s_server", "-accept", "127.0.0.1:0", "-www"] + options)
        defer { server.end() }
        let port = try Ports.number(after: "ACCEPT 127.0.0.1:", in: try server.wait(for: "ACCEPT 127.0.0.1:"))
        let client = try Command.start(["connect", "localhost:\(port)", "--ca", files.authority] + arguments)
        #expect(try client.waitForExit() == 1)
        #expect(client.stderr.text.split(separator: "\n").count == 1)
        return client.stderr.text
    }

    @Test func `a server with a certificate for ECDSA alone`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tlsbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (chain, key) = (folder.path + "/ec.pem", folder.path + "/ec.key")
        let made = try ChildProcess(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
                "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2", "-keyout", key, "-out", chain,
            ]
        )
        #expect(try made.waitForExit() == 0)
        let message = try message(
            ["-tls1_2", "-cert", chain, "-key", key],
            ["--cipher-suite", "ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_AES_128_GCM_SHA256"]
        )
        #expect(message.contains("alert handshake_failure in answer to ClientHello, which offered TLS 1.3 and TLS"))
        #expect(message.contains("ECDHE_RSA_WITH_AES_256_GCM_SHA384"))
        #expect(message.contains("x25519, secp256r1"))
        #expect(message.contains("signatures ecdsa_secp256r1_sha256, rsa_pss_rsae_sha256"))
        #expect(message.contains("servers with only a certificate of another kind"))
    }

    @Test func `a server with TLS 1.3 alone`() throws {
        let files = try TestFiles.shared.get()
        let message = try message(
            ["-tls1_3", "-cert", files.chain, "-key", files.key],
            ["--cipher-suite", "RSA_WITH_AES_128_GCM_SHA256"]
        )
        #expect(
            message.contains("alert protocol_version in answer to ClientHello, which offered TLS 1.2 with RSA_WITH_")
        )
        #expect(!message.contains("groups"))
        #expect(message.contains("This is how servers answer that support only TLS 1.3"))
    }
}
