import Foundation
import SocketSupport
import Testing

/// `tlsbench load`, our server, and those of others.
@Suite(.serialized) struct `The load client` {
    private func load(_ port: Int, _ options: [String]) throws -> ChildProcess {
        let files = try TestFiles.shared.get()
        return try Command.start(["load", "localhost:\(port)", "--ca", files.authority] + options)
    }

    /// The document that a run writes.
    private func document(
        _ port: Int,
        _ options: [String],
        status: Int32 = 0
    ) throws -> (document: [String: Any], client: ChildProcess) {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let client = try load(port, options + ["--json", file.path])
        #expect(try client.waitForExit(within: 30) == status, "\(client.stderr.text)")
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        return (try #require(object as? [String: Any]), client)
    }

    private func count(_ kind: String, in document: [String: Any]) -> Int {
        (document[kind] as? [String: Any])?["count"] as? Int ?? 0
    }

    @Test(arguments: ["1.2", "1.3"]) func `counts what serve counts, on two loops`(version: String) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--cert", files.chain, "--key", files.key, "--threads", "2"])
        defer { server.end() }
        let (document, client) = try document(
            port,
            [
                "--tls", version, "--get", "/", "--resume", "0.5", "--threads", "2", "--duration", "1", "--connections",
                "4", "--expect", version,
            ]
        )
        let handshakes = count("full_handshakes", in: document) + count("resumed_handshakes", in: document)
        #expect(count("resumed_handshakes", in: document) > 1 && count("requests", in: document) == handshakes)
        #expect(document["schema"] as? String == "tlsbench-load-1" && document["is_partial"] as? Bool == false)
        #expect(client.stdout.text.contains("resumed handshake  ") && client.stdout.text.contains("TLS \(version) "))
        #expect(client.stdout.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        server.send(SIGINT)
        #expect(try server.waitForExit() == 0)
        #expect(server.stderr.text == "\(handshakes) handshakes, 0 failed, 0 broken connections\n")
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func `loads s_server, and resumes its sessions`(version: String) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(files, [version, "-www"])
        defer { server.end() }
        // One connection after the other is all that s_server takes.
        let options = ["--connections", "1", "--get", "/", "--resume", "0.5", "--duration", "1"]
        let (document, client) = try document(port, options)
        #expect(count("requests", in: document) > 2 && count("resumed_handshakes", in: document) > 0)
        #expect((document["failures"] as? [Any])?.isEmpty == true, "\(client.stdout.text)")
    }

    @Test(arguments: ["TLSv1.2", "TLSv1.3"]) func `loads nginx at a rate`(version: String) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.nginx(files, ["ssl_protocols \(version);"])
        defer { server.end() }
        let options = ["--rate", "40", "--arrivals", "fixed", "--get", "/", "--resume", "0.5", "--duration", "1"]
        let (document, client) = try document(port, options)
        #expect(count("requests", in: document) == 40, "\(client.stdout.text)")
        #expect(abs(count("resumed_handshakes", in: document) - 20) < 5)
        #expect(count("delays", in: document) == 40 && document["not_begun"] as? Int == 0)
    }

    @Test func `counts pages that are not there as failures`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.nginx(files, ["location /none { return 404; }"])
        defer { server.end() }
        let client = try load(port, ["--get", "/none", "--duration", "0.3"])
        #expect(try client.waitForExit() == 1)
        #expect(client.stdout.text.contains("× status 404") && client.stderr.text.contains("connections failed"))
    }

    @Test func `keeps what there is when it is interrupted`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--cert", files.chain, "--key", files.key])
        defer { server.end() }
        let file = files.folder.appending(path: "interrupted.json")
        let client = try load(port, ["--duration", "60", "--verbose", "--json", file.path])
        try client.wait(for: " full, ")
        client.send(SIGINT)
        #expect(try client.waitForExit(within: 5) == 130)
        #expect(client.stdout.text.contains("interrupted: the plan was cut short"))
        #expect(client.stderr.text.hasSuffix("tlsbench: interrupted; kept what there was\n"))
        #expect(try String(contentsOf: file, encoding: .utf8).contains("\"is_partial\""))
    }

    @Test func `says that a rate was not reached, and how late connections were`() throws {
        let silent = try ListeningSocket()
        let client = try load(
            silent.port,
            [
                "--server-name", "localhost", "--rate", "100", "--connections", "2", "--timeout", "0.2", "--duration",
                "1",
            ]
        )
        #expect(try client.waitForExit() == 1)
        #expect(client.stdout.text.contains("the rate was not reached: ") && client.stdout.text.contains(" late; "))
        #expect(client.stdout.text.contains("× timed out: handshake"))
    }

    @Test func `goes on with the descriptors that it has`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--cert", files.chain, "--key", files.key, "--timeout", "60"])
        defer { server.end() }
        let line =
            "ulimit -n 40; exec '\(try Command.path())' load localhost:\(port) --ca '\(files.authority)' "
            + "--connections 100 --hold 60 --duration 5"
        let client = try ChildProcess("bash", ["-c", line])
        defer { client.end() }
        try client.wait(for: "descriptors are allowed")
        Thread.sleep(forTimeInterval: 1)
        // It waits for the plan to end, and does not try again and again.
        let before = try client.processorSeconds()
        Thread.sleep(forTimeInterval: 2)
        #expect(try client.processorSeconds() - before < 0.5)
        #expect(try client.waitForExit() == 1)
        #expect(client.stderr.text.hasPrefix("tlsbench: 40 descriptors are allowed (ulimit -n), and "))
        #expect(client.stdout.text.contains("failed: 1 × out of descriptors"), "\(client.stdout.text)")
    }

    @Test(
        arguments: [
            ["--connections", "0"], ["--connections", "many"], ["--threads", "0"], ["--threads", "20"],
            ["--rate", "0"],
            ["--rate", "nan"], ["--rate", "-5"], ["--duration", "0"], ["--duration", "inf"], ["--resume", "1.5"],
            ["--resume", "nan"], ["--hold", "-1"], ["--hold", "1", "--get", "/"], ["--get", "page"],
            ["--arrivals", "fixed"], ["--arrivals", "even", "--rate", "1"], ["--expect", "1.1"], ["--expect", ""],
            ["--timeout", "0"],
        ]
    )
    func `takes no nonsense`(options: [String]) throws {
        let client = try Command.start(["load", "localhost:1"] + options)
        #expect(try client.waitForExit() == 64, "\(options)")
        #expect(client.stdout.text.isEmpty)
    }

    @Test func `names a host that is not there`() throws {
        let client = try Command.start(["load", "host.invalid:443", "--duration", "1"])
        #expect(try client.waitForExit() == 1)
        #expect(client.stderr.text == "tlsbench: host.invalid:443: unknown host\n")
    }

    @Test(arguments: ["0", "-1", "1025", "two"]) func `is served by a plausible number of threads`(
        threads: String
    ) throws {
        let server = try Command.start(["serve", "--port", "0", "--threads", threads])
        #expect(try server.waitForExit() == 64)
    }
}
