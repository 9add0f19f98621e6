import Foundation
import SocketSupport
import Testing

/// `tlsbench connect` and the servers of others.
@Suite struct ClientInteropTests {
    private func connect(
        _ combination: Combination,
        _ port: Int,
        authority: String,
        _ more: [String] = []
    ) throws -> ChildProcess {
        try Command.start(
            [
                "connect", "127.0.0.1:\(port)", "--ca", authority, "--server-name", "localhost",
            ] + combination.options + more
        )
    }

    @Test(arguments: Combination.all)
    func `the status page of openssl s_server comes whole`(combination: Combination) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(combination.suite, files, group: combination.group)
        defer { server.end() }
        let client = try connect(combination, port, authority: files.authority)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("Cipher is \(combination.suite.openSSLName)"))
        #expect(client.stdout.text.contains("</pre></BODY></HTML>"))
        #expect(client.stdout.text.contains(combination.suite.rawValue))
    }

    @Test(arguments: Combination.all)
    func `the status page of gnutls-serv comes whole`(combination: Combination) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.gnuTLSServer(combination.suite, files)
        defer { server.end() }
        let client = try connect(combination, port, authority: files.authority)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("</BODY></HTML>"))
    }

    @Test func `the key log agrees with that of s_server`() throws {
        let files = try TestFiles.shared.get()
        let ours = files.folder.appendingPathComponent("connect.keys").path
        let theirs = files.folder.appendingPathComponent("s_server.keys").path
        let (server, port) = try ChildProcess.openSSLServer(.aes256, files, ["-keylogfile", theirs])
        defer { server.end() }
        let arguments = ["connect", "127.0.0.1:\(port)", "--ca", files.authority]
        let client = try Command.start(arguments, environment: ["SSLKEYLOGFILE": ours])
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(try KeyLog.lines(ours) == KeyLog.lines(theirs))
    }

    @Test func `an unknown authority is refused in one line`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(.aes128, files)
        defer { server.end() }
        let client = try connect(Combination.all[0], port, authority: files.strangerAuthority)
        #expect(try client.waitForExit() != 0)
        #expect(client.stdout.text.isEmpty)
        #expect(client.stderr.text.split(separator: "\n").count == 1)
    }

    @Test func `a certificate for another name is refused in one line`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(.aes128, files)
        defer { server.end() }
        let client = try connect(
            Combination.all[0],
            port,
            authority: files.authority,
            ["--server-name", "example.com"]
        )
        #expect(try client.waitForExit() != 0)
        #expect(client.stderr.text.split(separator: "\n").count == 1)
    }

    @Test func `no suite in common ends with the alert that the server sent`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(.aes256, files)
        defer { server.end() }
        let client = try connect(Combination.all[0], port, authority: files.authority)
        #expect(try client.waitForExit() != 0)
        #expect(client.stderr.text.contains("handshake_failure"))
        #expect(client.stderr.text.split(separator: "\n").count == 1)
    }

    @Test func `a server that accepts and says nothing is given up in time`() throws {
        let files = try TestFiles.shared.get()
        let silent = try ListeningSocket()
        let client = try connect(Combination.all[0], silent.port, authority: files.authority, ["--timeout", "1"])
        #expect(try client.waitForExit(within: 4) != 0)
        #expect(client.stderr.text.contains("timed out"))
    }
}
