import Foundation
import Testing

/// Certificates of ECDSA on P-256, on either side, with `openssl s_server` and `s_client`.
@Suite struct ECDSAInteropTests {
    /// Versions, and what shows that a suite of ECDSA was taken.
    private static let versions = [
        ("-tls1_2", "1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"), ("-tls1_3", "1.3", "TLS_AES_128_GCM_SHA256"),
    ]

    @Test(arguments: Combination.backends, versions)
    func `serve shows one to openssl s_client`(backend: String, version: (String, String, String)) throws {
        let files = try ECDSAFiles.shared.get()
        for key in [files.key, files.keyOfSEC1] {
            let (server, port) = try Command.serve(
                ["--backend", backend, "--tls", version.1, "--cert", files.chain, "--key", key]
            )
            defer { server.end() }
            let client = try ChildProcess(
                "openssl",
                [
                    "s_client", "-quiet", "-connect", "127.0.0.1:\(port)", "-servername", "localhost", "-CAfile",
                    files.authority, "-verify_return_error", "-verify_hostname", "localhost", version.0,
                ]
            )
            try client.write("GET / HTTP/1.0\r\n\r\n")
            #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
            #expect(client.stdout.text.hasPrefix("HTTP/1.0 200 OK\r\n"))
            #expect(client.stdout.text.contains(version.2))
            // Only suites of RSA are missing, which such a certificate has no use for.
            #expect(!server.stderr.text.contains("keyUsage"))
        }
    }

    @Test(arguments: Combination.backends, versions)
    func `connect takes one of openssl s_server`(backend: String, version: (String, String, String)) throws {
        let files = try ECDSAFiles.shared.get()
        let server = try ChildProcess(
            "openssl",
            ["s_server", "-accept", "127.0.0.1:0", "-www", "-cert", files.chain, "-key", files.key, version.0]
        )
        defer { server.end() }
        let port = try Ports.number(after: "ACCEPT 127.0.0.1:", in: try server.wait(for: "ACCEPT 127.0.0.1:"))
        let client = try Command.start(
            ["connect", "localhost:\(port)", "--backend", backend, "--ca", files.authority, "--get", "/"]
        )
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("HTTP/1.0 200 ok"))
    }

    @Test(arguments: Combination.backends, versions)
    func `connect shows one to openssl s_server`(backend: String, version: (String, String, String)) throws {
        let files = try ECDSAFiles.shared.get()
        let server = try ChildProcess(
            "openssl",
            [
                "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", files.chain, "-key", files.key, version.0,
                "-Verify", "1", "-verify_return_error", "-CAfile", files.clientAuthority,
            ]
        )
        defer { server.end() }
        let port = try Ports.number(after: "ACCEPT 127.0.0.1:", in: try server.wait(for: "ACCEPT 127.0.0.1:"))
        let arguments = ["connect", "localhost:\(port)", "--backend", backend, "--ca", files.authority, "--get", "/"]
        let shown = try Command.start(arguments + ["--cert", files.clientChain, "--key", files.clientKey])
        #expect(try shown.waitForExit() == 0, "\(shown.stderr.text)")
        #expect(shown.stdout.text.contains("HTTP/1.0 200 ok"))
        let hidden = try Command.start(arguments)
        #expect(try hidden.waitForExit() == 1)
    }

    @Test func `serve says that no suite is for the key`() throws {
        let files = try ECDSAFiles.shared.get()
        let server = try Command.start(
            [
                "serve", "--port", "0", "--cert", files.chain, "--key", files.key, "--cipher-suite",
                "RSA_WITH_AES_128_GCM_SHA256",
            ]
        )
        #expect(try server.waitForExit() == 1)
        #expect(server.stderr.text.contains("none of the cipher suites is for a key of ECDSA"))
    }
}
