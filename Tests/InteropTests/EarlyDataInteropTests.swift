import Foundation
import Testing

/// Early data, which `serve` skips and `connect` never sends (RFC 8446 §4.2.10).
@Suite struct EarlyDataInteropTests {
    /// Sets max_early_data of a session, so that `s_client` sends some to a server that has not allowed any.
    private static let allowEarlyData = """
        import ctypes, sys
        ssl, crypto = ctypes.CDLL("libssl.so.3"), ctypes.CDLL("libcrypto.so.3")
        pointer, text = ctypes.c_void_p, ctypes.c_char_p
        def function(library, name, result, *arguments):
            found = getattr(library, name)
            found.restype, found.argtypes = result, arguments
            return found
        open_file = function(crypto, "BIO_new_file", pointer, text, text)
        close = function(crypto, "BIO_free", ctypes.c_int, pointer)
        read = function(ssl, "PEM_read_bio_SSL_SESSION", pointer, pointer, pointer, pointer, pointer)
        allow = function(ssl, "SSL_SESSION_set_max_early_data", ctypes.c_int, pointer, ctypes.c_uint32)
        write = function(ssl, "PEM_write_bio_SSL_SESSION", ctypes.c_int, pointer, pointer)
        name = sys.argv[1].encode()
        file = open_file(name, b"r"); session = read(file, None, None, None); close(file)
        assert allow(session, 16384) == 1
        file = open_file(name, b"w"); assert write(file, session) == 1; close(file)
        """

    /// A session that its server gave.
    private func session(_ port: Int, _ name: String) throws -> String {
        let files = try TestFiles.shared.get()
        let file = files.folder.appendingPathComponent("\(name).session").path
        let client = try TLS13Clients.openSSL(port, files, ["-quiet", "-sess_out", file])
        #expect(try client.answer().status == 0, "\(client.stderr.text)")
        return file
    }

    private func sendEarly(_ port: Int, _ session: String, _ more: [String] = []) throws -> String {
        let files = try TestFiles.shared.get()
        let early = files.folder.appendingPathComponent("early").path
        try Data(repeating: 0x61, count: 16_000).write(to: URL(fileURLWithPath: early))
        let client = try TLS13Clients.openSSL(
            port,
            files,
            ["-ign_eof", "-sess_in", session, "-early_data", early] + more
        )
        let (status, text) = try client.answer()
        #expect(status == 0, "\(client.stderr.text)")
        #expect(text.contains("Early data was rejected"))
        return text
    }

    @Test(arguments: Combination.backends)
    func `serve skips what openssl s_client sends early, and answers its request`(backend: String) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--backend", backend, "--cert", files.chain, "--key", files.key])
        defer { server.end() }
        let known = try session(port, "early-\(backend)")
        let allowing = try ChildProcess("python3", ["-c", Self.allowEarlyData, known])
        #expect(try allowing.waitForExit() == 0, "\(allowing.stderr.text)")
        #expect(try sendEarly(port, known).contains("resumed: by pre-shared key\n"))
        #expect(try sendEarly(port, known, ["-groups", "P-384:P-256"]).contains("group: secp256r1\n"))
        // Of another server, whose key nobody here has.
        let (other, otherPort) = try ChildProcess.nginx(files, ["ssl_protocols TLSv1.3; ssl_early_data on;"])
        defer { other.end() }
        let foreign = try session(otherPort, "foreign-\(backend)")
        #expect(try sendEarly(port, foreign).contains("resumed: no\n"))
        #expect(try sendEarly(port, foreign, ["-groups", "P-384:X25519"]).contains("resumed: no\n"))
        #expect(server.stderr.text.isEmpty)
    }

    @Test func `connect resumes without any at a server that allows some`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.nginx(files, ["ssl_protocols TLSv1.3; ssl_early_data on;"])
        defer { server.end() }
        let client = try Command.start(["connect", "localhost:\(port)", "--ca", files.authority, "--resume", "1"])
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("resumed: by pre-shared key\n"))
        #expect(client.stdout.text.contains("reused r"))
    }
}
