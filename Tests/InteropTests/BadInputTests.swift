import Foundation
import SocketSupport
import Testing

/// What `serve` and `connect` say to users who are mistaken: one line that names the thing, and a status that is not 0.
@Suite struct BadInputTests {
    private func run(_ arguments: [String]) throws -> (status: Int32, message: String) {
        let command = try Command.start(arguments)
        let status = try command.waitForExit()
        return (status, command.stderr.text)
    }

    @Test(arguments: ["serve --port 0", "connect localhost:1"])
    func `an unknown backend is answered with the known ones and the nearest`(command: String) throws {
        let (status, message) = try run(command.split(separator: " ").map(String.init) + ["--backend", "opensl"])
        #expect(status == 64)
        #expect(message.contains("(known: \(Combination.backends.joined(separator: ", ")))"))
        #expect(message.contains("did you mean 'openssl'?"))
    }

    @Test(arguments: ["serve --port 0", "connect localhost:1"])
    func `an unknown suite is answered with the known ones and the nearest`(command: String) throws {
        let suite = ["--cipher-suite", "RSA_WITH_AES_256_GCM_SHA386"]
        let (status, message) = try run(command.split(separator: " ").map(String.init) + suite)
        #expect(status == 64)
        #expect(message.contains("TLS_RSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_256_GCM_SHA384"))
        #expect(message.contains("did you mean 'TLS_RSA_WITH_AES_256_GCM_SHA384'?"))
    }

    @Test(arguments: [
        ["connect", "localhost"], ["connect", "localhost:0"], ["connect", "localhost:1", "--get", "page"],
        ["connect", "localhost:1", "--cipher-suite", "ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "--groups", "x25519"],
        ["connect", "localhost:1", "--cipher-suite", "ECDHE_RSA_WITH_AES_128_GCM_SHA256", "--groups", "ffdhe2048"],
        ["connect", "localhost:1", "--timeout", "0"], ["serve"], ["serve", "--port", "65536"],
        ["serve", "--port", "0", "--cert", "a.pem"], ["serve", "--port", "0", "--http", "--echo"],
    ])
    func `arguments that make no sense end with 64`(arguments: [String]) throws {
        #expect(try run(arguments).status == 64)
    }

    /// An empty name would be "no check" to a library, and an unset variable of a shell is one.
    @Test(arguments: [
        "", "*.example.test", ".example.test", "a b", "a/b", "a..b", "me@example.test", "bücher.example",
        "localhost:443",
        "1.2.3", "a\r\nX: y", String(repeating: "a", count: 70_000),
    ])
    func `a server name that is none ends with 64 before anything is sent`(name: String) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--cert", files.chain, "--key", files.key])
        defer { server.end() }
        let (status, message) = try run([
            "connect", "localhost:\(port)", "--ca", files.authority, "--server-name", name,
        ])
        #expect(status == 64)
        #expect(message.contains("--server-name"), "\(message.prefix(400))")
        // The same as the host, where no option says another name.
        guard !name.isEmpty, !name.contains(":") else { return }
        #expect(try run(["connect", "\(name):1", "--ca", files.authority]).status == 64)
    }

    @Test func `application protocols that no hello can hold end with 64`() throws {
        let list = [String](repeating: String(repeating: "a", count: 200), count: 90).joined(separator: ",")
        #expect(try run(["connect", "localhost:1", "--alpn", list]).status == 64)
    }

    private func expectOneLine(_ arguments: [String], naming thing: String) throws {
        let (status, message) = try run(arguments)
        #expect(status != 0 && status != 64)
        #expect(message.split(separator: "\n").count == 1, "\(message)")
        #expect(message.contains(thing), "\(message)")
    }

    @Test func `a missing certificate is named`() throws {
        let files = try TestFiles.shared.get()
        try expectOneLine(
            ["serve", "--port", "0", "--cert", "/missing.pem", "--key", files.key],
            naming: "/missing.pem"
        )
    }

    @Test func `a missing key is named`() throws {
        let files = try TestFiles.shared.get()
        try expectOneLine(
            ["serve", "--port", "0", "--cert", files.chain, "--key", "/missing.pem"],
            naming: "/missing.pem"
        )
    }

    @Test func `a certificate that is none is named`() throws {
        let files = try TestFiles.shared.get()
        try expectOneLine(["serve", "--port", "0", "--cert", files.key, "--key", files.key], naming: files.key)
    }

    @Test func `a key that belongs to another certificate is named`() throws {
        let files = try TestFiles.shared.get()
        let arguments = ["serve", "--port", "0", "--cert", files.chain, "--key", files.strangerKey]
        try expectOneLine(arguments, naming: files.strangerKey)
    }

    @Test func `missing authorities are named`() throws {
        try expectOneLine(["connect", "127.0.0.1:1", "--ca", "/missing.pem"], naming: "/missing.pem")
    }

    @Test func `a port in use is named`() throws {
        let (server, port) = try Command.serve([])
        defer { server.end() }
        try expectOneLine(["serve", "--port", "\(port)"], naming: "127.0.0.1:\(port)")
    }

    @Test func `a refused connection is named`() throws {
        let files = try TestFiles.shared.get()
        let silent = try ListeningSocket(answering: false)
        let server = "127.0.0.1:\(silent.port)"
        // Held until then: a port that is given back is soon another test's.
        try withExtendedLifetime(silent) {
            try expectOneLine(["connect", server, "--ca", files.authority], naming: server)
        }
    }
}
