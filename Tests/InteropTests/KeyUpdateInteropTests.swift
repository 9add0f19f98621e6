import CryptoBackend
import Foundation
import StackSeam
import TLSTransport
import TLSTrust
import TLSWire
import Testing

@testable import TLSEngine
@testable import tlsbench

/// Keys that change while data flow (RFC 8446 §4.6.3), at the wish of either side.
@Suite struct KeyUpdateInteropTests {
    private static let sent = ">>> TLS 1.3, Handshake [length 0005], KeyUpdate"
    private static let received = "<<< TLS 1.3, Handshake [length 0005], KeyUpdate"

    /// Lets a peer that talks to an echo change its key, alone and then both.
    private func exchange(_ client: ChildProcess, _ steps: [(command: String, sign: String)]) throws {
        for (number, step) in steps.enumerated() {
            try client.write("before \(number)\n")
            try client.wait(for: "before \(number)\n")
            try client.write(step.command + "\n")
            try client.wait(for: step.sign)
            try client.write("after \(number)\n")
            try client.wait(for: "after \(number)\n")
        }
    }

    @Test(arguments: Combination.backends)
    func `serve follows openssl s_client and gnutls-cli, and answers where it is asked to`(backend: String) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(
            ["--backend", backend, "--cert", files.chain, "--key", files.key, "--echo"]
        )
        defer { server.end() }
        let openSSL = try TLS13Clients.openSSL(port, files, ["-msg"])
        defer { openSSL.end() }
        try exchange(openSSL, [("k", Self.sent), ("K", Self.received)])
        let gnuTLS = try TLS13Clients.gnuTLS(port, files, ["-d", "4", "--inline-commands"])
        defer { gnuTLS.end() }
        try exchange(
            gnuTLS,
            [("^rekey1^", "sending key update (0)"), ("^rekey^", "received TLS 1.3 key update (0)")]
        )
    }

    @Test(arguments: Combination.backends)
    func `connect follows openssl s_server, and answers where it is asked to`(backend: String) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(files, ["-tls1_3", "-msg"])
        defer { server.end() }
        let client = try Command.start(
            ["connect", "localhost:\(port)", "--ca", files.authority, "--backend", backend, "--timeout", "15"]
        )
        try server.wait(for: "GET / HTTP/1.0")
        try server.write("HTTP/1.0 200 OK\r\nContent-Length: 21\r\n\r\n")
        try client.wait(for: "Content-Length")
        try server.write("k\n")
        try server.wait(for: Self.sent)
        try server.write("its new key\n")
        try client.wait(for: "its new key\n")
        try server.write("K\n")
        try server.wait(for: Self.received)
        try server.write("and ours\n")
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.hasSuffix("\r\n\r\nits new key\nand ours\n"))
    }

    @Test(arguments: Combination.backends) func `gnutls-serv follows a client of ours`(backend: String) async throws {
        try await followClient(Registry.backend(named: backend))
    }

    private func followClient<Backend: CryptoBackend>(_ backend: Backend.Type) async throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.gnuTLSServer(
            files,
            priority: TLS13Combination.gnuTLSPriority(),
            mode: "--echo",
            ["--disable-client-cert", "-d", "4"]
        )
        defer { server.end() }
        var configuration = ClientConfiguration<Backend>(verifier: files.pki.trustStore, serverName: .localhost)
        configuration.versions = [.tls13]
        configuration.recordsPerKey = 3
        let client = TLSClientTransport(configuration, limits: TimeLimits(.seconds(20)))
        defer { client.stop() }
        let connection = try client.connect(to: Endpoint(host: "127.0.0.1", port: port))
        for number in 0..<10 {
            let line = [UInt8]("line \(number)\n".utf8)
            try connection.send(line)
            let echo = try connection.receive(exactly: line.count)
            #expect(echo == line)
        }
        try connection.close()
        // The server may not have written all of it yet.
        var updates: Int { server.stderr.text.components(separatedBy: "received TLS 1.3 key update (0)").count - 1 }
        let deadline = ContinuousClock.now + .seconds(20)
        while updates < 3, .now < deadline { try await Task.sleep(for: .milliseconds(20)) }
        #expect(updates == 3)
    }

    @Test(arguments: Combination.backends) func `openssl s_client follows a server of ours`(backend: String) throws {
        try followServer(Registry.backend(named: backend))
    }

    private func followServer<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        let files = try TestFiles.shared.get()
        var configuration = ServerConfiguration<Backend>(
            identity: try Identity(files.pki.credentials, keyFile: files.key)
        )
        configuration.versions = [.tls13]
        configuration.recordsPerKey = 3
        let server = try TLSServerTransport(
            configuration,
            service: .echo,
            on: Endpoint(host: "127.0.0.1", port: 0),
            limits: TimeLimits(.seconds(20))
        )
        defer { server.stop() }
        let client = try TLS13Clients.openSSL(server.endpoint.port, files, ["-msg"])
        defer { client.end() }
        for number in 0..<10 {
            try client.write("line \(number)\n")
            try client.wait(for: "line \(number)\n")
        }
        #expect(client.stdout.text.components(separatedBy: Self.received).count == 4)
    }
}
