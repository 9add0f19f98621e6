import Foundation
import Testing

/// record_size_limit (RFC 8449) with GnuTLS, which alone among the others has it.
@Suite struct RecordSizeLimitInteropTests {
    private static let versions = ["1.2", "1.3"]

    /// Without small records GnuTLS refuses a limit below 512 as a client, and passes over it as a server.
    private func priority(_ version: String) -> String {
        "NORMAL:-VERS-ALL:+VERS-TLS\(version):%ALLOW_SMALL_RECORDS"
    }

    /// The lengths of plaintexts that GnuTLS has read.
    private func lengths(_ log: String) -> [Int] {
        log.matches(of: /Decrypted Packet\[\d+\] [^\n]*with length: (\d+)/).compactMap { Int($0.1) }
    }

    @Test(arguments: versions)
    func `serve and gnutls-cli keep to each other's`(version: String) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(
            ["--tls", version, "--cert", files.chain, "--key", files.key, "--record-size-limit", "100"]
        )
        defer { server.end() }
        let client = try TLS13Clients.gnuTLS(
            port,
            files,
            priority: priority(version),
            ["--recordsize", "512", "-d", "5"]
        )
        let (status, text) = try client.answer()
        #expect(status == 0)
        #expect(text.contains("HTTP/1.0 200 OK") && text.contains("secure renegotiation: yes"))
        #expect(client.stderr.text.contains("record_size_limit 100 negotiated"))
        // The certificate takes more, which in TLS 1.2 is in the clear: there the limit holds too.
        #expect(lengths(client.stderr.text).max() == 512)
    }

    @Test(arguments: versions)
    func `connect and gnutls-serv keep to each other's`(version: String) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.gnuTLSServer(
            files,
            priority: priority(version),
            ["--disable-client-cert", "--recordsize", "512", "-d", "5"]
        )
        defer { server.end() }
        let path = "/" + String(repeating: "a", count: 2_000)
        let client = try Command.start(
            [
                "connect", "localhost:\(port)", "--ca", files.authority, "--tls", version, "--record-size-limit", "100",
                "--get", path,
            ]
        )
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("</BODY></HTML>"))
        #expect(server.stderr.text.contains("record_size_limit 100 negotiated"))
        #expect(lengths(server.stderr.text).max() == 512)
    }
}
