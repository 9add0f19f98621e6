import Foundation
import Testing

/// `tlsbench serve` and clients on other libraries than OpenSSL's and GnuTLS's own, or with other ways.
@Suite struct OtherClientTests {
    private func serve(_ combination: Combination, _ more: [String] = []) throws -> (ChildProcess, Int, TestFiles) {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(
            combination.options + ["--cert", files.chain, "--key", files.key] + more
        )
        return (server, port, files)
    }

    @Test(arguments: Combination.all) func `NSS's tstclnt gets a page`(combination: Combination) throws {
        let (server, port, files) = try serve(combination)
        defer { server.end() }
        let client = try ChildProcess(
            "tstclnt",
            [
                "-h", "localhost", "-4", "-p", "\(port)", "-d", try files.nssDatabase(), "-V", "tls1.2:tls1.2", "-G",
                "-c", combination.suite.nssName, "-A", files.request,
            ]
        )
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("cipher suite: \(combination.suite.rawValue)"))
        #expect(client.stdout.text.contains("group: \(combination.group?.rawValue ?? "none")"))
    }

    @Test(arguments: Combination.all) func `curl gets a page`(combination: Combination) throws {
        let (server, port, files) = try serve(combination, ["--alpn", "http/1.1"])
        defer { server.end() }
        let client = try ChildProcess(
            "curl",
            [
                "-sS", "--cacert", files.authority, "--tls-max", "1.2", "--ciphers", combination.suite.openSSLName,
                "--http1.1", "https://localhost:\(port)/",
            ]
        )
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("cipher suite: \(combination.suite.rawValue)"))
        #expect(client.stdout.text.contains("application protocol: http/1.1"))
    }

    @Test(arguments: Combination.everySuite) func `Python's ssl gets a page`(combination: Combination) throws {
        let (server, port, files) = try serve(combination)
        defer { server.end() }
        let client = try PythonPeer.client(combination, files, port)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("cipher suite: \(combination.suite.rawValue)"))
    }
}
