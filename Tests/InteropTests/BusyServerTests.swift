import Foundation
import SocketSupport
import Testing

/// What `serve` makes of many who mean it no good, and of those that mean nothing.
@Suite struct BusyServerTests {
    @Test func `probes are no failures, and get no line`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--cert", files.chain, "--key", files.key])
        defer { server.end() }
        for index in 0..<6 {
            let socket = try RawSocket(connectingTo: port)
            if index.isMultiple(of: 2) { socket.resetOnClose() } else { socket.endOutput() }
        }
        // Served after them.
        let client = try Command.start(["connect", "localhost:\(port)", "--ca", files.authority])
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        server.send(SIGINT)
        #expect(try server.waitForExit() == 0)
        #expect(server.stderr.text == "1 handshakes, 0 failed, 0 broken connections\n")
    }

    @Test func `a flood of garbage is a few lines a second and a count`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--cert", files.chain, "--key", files.key])
        defer { server.end() }
        let start = ContinuousClock.now
        let count = 1_000
        for _ in 0..<count {
            let socket = try RawSocket(connectingTo: port)
            socket.send(Array("GET / HTTP/1.0\r\n\r\n".utf8))
            socket.endOutput()
            _ = try socket.readToEnd()
        }
        server.send(SIGINT)
        #expect(try server.waitForExit() == 0)
        let seconds = Int(start.duration(to: .now).components.seconds) + 1
        let lines = server.stderr.text.split(separator: "\n")
        #expect(lines.count <= 21 * seconds + 2)
        #expect(lines.last == "0 handshakes, \(count) failed, 0 broken connections")
        let leftOut = lines.compactMap { $0.wholeMatch(of: /(\d+) more lines? left out/).flatMap { Int($0.1) } }
        let told = lines.filter { $0.contains("the peer broke the protocol") }.count
        #expect(told + leftOut.reduce(0, +) == count)
    }

    @Test func `without a descriptor left it waits, says so once, and serves on`() throws {
        let files = try TestFiles.shared.get()
        let arguments = ["serve", "--port", "0", "--cert", files.chain, "--key", files.key, "--timeout", "60"]
        let server = try ChildProcess("sh", ["-c", "ulimit -n 64; exec \"$0\" \"$@\"", Command.path()] + arguments)
        defer { server.end() }
        let port = try Ports.number(after: "127.0.0.1:", in: try server.wait(for: "listening on 127.0.0.1:"))
        do {
            let sockets = try (0..<100).map { _ in try RawSocket(connectingTo: port) }
            try server.wait(for: "Too many open files; new connections wait until others end")
            let before = try server.processorSeconds()
            Thread.sleep(forTimeInterval: 2)
            #expect(try server.processorSeconds() - before < 0.5)
            #expect(server.stderr.text.components(separatedBy: "Too many open files").count == 2)
            withExtendedLifetime(sockets) {}
        }
        let client = try Command.start(["connect", "localhost:\(port)", "--ca", files.authority])
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
    }

    @Test func `more threads than there are descriptors for are refused`() throws {
        let arguments = ["serve", "--port", "0", "--threads", "30"]
        let server = try ChildProcess("sh", ["-c", "ulimit -n 64; exec \"$0\" \"$@\"", Command.path()] + arguments)
        #expect(try server.waitForExit() == 1)
        #expect(
            server.stderr.text == "tlsbench: --threads 30 needs 125 descriptors, and 64 are allowed (ulimit -n)\n"
        )
    }
}
