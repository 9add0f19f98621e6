import Foundation
import Testing

/// `tlsbench connect` and servers on other libraries than OpenSSL's and GnuTLS's own, or with other ways.
@Suite struct OtherServerTests {
    private func connect(_ combination: Combination, _ port: Int, _ more: [String] = []) throws -> ChildProcess {
        let files = try TestFiles.shared.get()
        return try Command.start(
            ["connect", "127.0.0.1:\(port)", "--ca", files.authority, "--server-name", "localhost"]
                + combination.options + more
        )
    }

    @Test(arguments: Combination.all) func `the page of NSS's selfserv comes whole`(combination: Combination) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.nssServer(combination.suite, files, group: combination.group)
        defer { server.end() }
        let client = try connect(combination, port)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("Generic Web Server"))
        #expect(client.stdout.text.contains("group: \(combination.group?.rawValue ?? "none")"))
    }

    @Test(arguments: Combination.all) func `the page of nginx comes whole`(combination: Combination) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.nginx(combination.suite, files, group: combination.group)
        defer { server.end() }
        let client = try connect(combination, port)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("nginx spoke \(combination.suite.openSSLName)"))
        #expect(client.stdout.text.contains("group: \(combination.group?.rawValue ?? "none")"))
    }

    @Test(arguments: Combination.everySuite) func `the page of Python's ssl comes whole`(
        combination: Combination
    ) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try PythonPeer.server(combination, files)
        defer { server.end() }
        let client = try connect(combination, port)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("python spoke \(combination.suite.openSSLName)"))
    }
}
