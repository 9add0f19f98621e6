import Foundation
import SocketSupport
import Testing

/// RFC 5246 §7.2.1: an answer without close_notify may have been cut; only its Content-Length can say that it was not.
@Suite struct TruncatedAnswerTests {
    /// Connects through a relay that does not pass everything on. It tells records apart by their types, which TLS 1.3 hides.
    private func connect(losing loss: Relay.Loss) throws -> (status: Int32, message: String) {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--cert", files.chain, "--key", files.key])
        defer { server.end() }
        let relay = try Relay(to: port, losing: loss)
        let client = try Command.start(["connect", "127.0.0.1:\(relay.port)", "--ca", files.authority, "--tls", "1.2"])
        return (try client.waitForExit(), client.stderr.text)
    }

    @Test func `an answer of its whole length is enough without close_notify`() throws {
        let (status, message) = try connect(losing: .fromFirstAlert)
        #expect(status == 0, "\(message)")
    }

    @Test func `a record that was cut is a truncation`() throws {
        let (status, message) = try connect(losing: .fromEndOfData)
        #expect(status == 1)
        #expect(message.contains("truncated"))
        #expect(message.split(separator: "\n").count == 1)
    }

    @Test func `an answer without a length needs close_notify`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(.aes128, files)
        defer { server.end() }
        let relay = try Relay(to: port, losing: .fromFirstAlert)
        let client = try Command.start(["connect", "127.0.0.1:\(relay.port)", "--ca", files.authority, "--tls", "1.2"])
        #expect(try client.waitForExit() == 1)
        #expect(client.stdout.text.contains("</pre></BODY></HTML>"))
        #expect(client.stderr.text.contains("truncated"))
    }
}
