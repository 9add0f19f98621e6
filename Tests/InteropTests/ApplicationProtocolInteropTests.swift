import Foundation
import Testing

/// ALPN in TLS 1.3, where the server's choice is among EncryptedExtensions.
@Suite struct ApplicationProtocolInteropTests {
    @Test func `serve chooses among what openssl s_client, gnutls-cli, curl and Python's ssl offer`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(
            ["--tls", "1.3", "--cert", files.chain, "--key", files.key, "--alpn", "http/1.1,http/1.0"]
        )
        defer { server.end() }
        let openSSL = try TLS13Clients.openSSL(port, files, ["-ign_eof", "-alpn", "h3,http/1.0"])
        let openSSLText = try openSSL.answer().text
        #expect(openSSLText.contains("ALPN protocol: http/1.0\n"))
        #expect(openSSLText.contains("application protocol: http/1.0\n"))
        let gnuTLS = try TLS13Clients.gnuTLS(port, files, ["--alpn", "http/1.0", "--alpn", "http/1.1"])
        let gnuTLSText = try gnuTLS.answer().text
        #expect(gnuTLSText.contains("Application protocol: http/1.1\n"))
        #expect(gnuTLSText.contains("\napplication protocol: http/1.1\n"))
        for client in [
            try TLS13Clients.curl(port, files, ["--http1.1"]),
            try PythonPeer.client(version: "TLSv1_3", files, port, applicationProtocol: "http/1.1"),
        ] {
            #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
            #expect(client.stdout.text.contains("application protocol: http/1.1\n"))
        }
        let stranger = try TLS13Clients.gnuTLS(port, files, ["--alpn", "h3"])
        #expect(try stranger.answer().status != 0)
        try server.wait(for: "no application protocol (sent alert no_application_protocol)")
    }

    @Test func `openssl s_server, gnutls-serv, nginx and Python's ssl choose among what connect offers`() throws {
        let files = try TestFiles.shared.get()
        let servers = [
            try ChildProcess.openSSLServer(files, ["-tls1_3", "-www", "-alpn", "http/1.1,http/1.0"]),
            try ChildProcess.gnuTLSServer(
                files,
                priority: TLS13Combination.gnuTLSPriority(),
                ["--disable-client-cert", "--alpn", "http/1.1"]
            ),
            try ChildProcess.nginx(files, ["ssl_protocols TLSv1.3;"]),
            try PythonPeer.server(version: "TLSv1_3", files, applicationProtocol: "http/1.1"),
        ]
        for (server, port) in servers {
            defer { server.end() }
            let client = try Command.start(
                ["connect", "localhost:\(port)", "--ca", files.authority, "--alpn", "h3,http/1.1"]
            )
            #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
            #expect(client.stdout.text.contains("application protocol: http/1.1\n"))
        }
    }
}
