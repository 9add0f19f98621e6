import Foundation
import Testing

@Suite struct `tlsbench trace --tls 1.3` {
    /// One kind of handshake, and what it looks like.
    struct Kind: Sendable, CustomTestStringConvertible {
        let options: [String]
        var resumption = "none"
        var isRetried = false

        var testDescription: String { options.joined(separator: " ") }

        static let all =
            Combination.backends.map { Kind(options: ["--backend", $0, "--groups", "x25519,secp256r1"]) }
            + ["AES_128_GCM_SHA256", "AES_256_GCM_SHA384", "CHACHA20_POLY1305_SHA256"].flatMap { suite in
                [
                    Kind(options: ["--backend", "swift", "--cipher-suite", suite]),
                    Kind(options: ["--backend", "swift", "--cipher-suite", suite, "--retry"], isRetried: true),
                    Kind(
                        options: ["--backend", "swift", "--cipher-suite", suite, "--resume", "ticket"],
                        resumption: "pre-shared key"
                    ),
                ]
            } + [
                Kind(options: ["--backend", "swift", "--certificate", "ecdsa"]),
                Kind(options: ["--backend", "swift", "--resume", "id"], resumption: "pre-shared key"),
                Kind(
                    options: ["--backend", "swift", "--resume", "ticket", "--retry"],
                    resumption: "pre-shared key",
                    isRetried: true
                ),
                Kind(
                    options: ["--backend", "swift", "--groups", "x25519,x25519mlkem768", "--retry"],
                    isRetried: true
                ),
                Kind(options: ["--backend", "swift", "--record-size-limit", "64"]),
            ]
    }

    private static let handshakeTypes = [
        "ClientHello": 1, "ServerHello": 2, "HelloRetryRequest": 2, "NewSessionTicket": 4, "EncryptedExtensions": 8,
        "Certificate": 11, "CertificateVerify": 15, "Finished": 20,
    ]
    private static let contentTypes = ["ChangeCipherSpec": 20, "Alert": 21, "application data": 23]

    /// RFC 8446 §2 and §D.4: all rows that an end sends, by order of its own.
    private func expected(_ kind: Kind, of sender: String) -> [String] {
        switch sender {
        case "client":
            (kind.isRetried
                ? ["ClientHello", "ChangeCipherSpec", "ClientHello"] : ["ClientHello", "ChangeCipherSpec"])
                + ["{Finished}", "[application data]", "[Alert]"]
        default:
            (kind.isRetried
                ? ["HelloRetryRequest", "ChangeCipherSpec", "ServerHello"] : ["ServerHello", "ChangeCipherSpec"])
                + (kind.resumption == "none"
                    ? ["{EncryptedExtensions}", "{Certificate}", "{CertificateVerify}", "{Finished}"]
                    : ["{EncryptedExtensions}", "{Finished}", "[NewSessionTicket]"]) + [
                    "[application data]", "[Alert]",
                ]
        }
    }

    private func bracketed(_ row: TraceOutput.Message) -> String {
        switch row.keys {
        case "handshake": "{\(row.message)}"
        case "application": "[\(row.message)]"
        default: row.message
        }
    }

    @Test(arguments: Kind.all)
    func `tshark decrypts the capture and finds what the JSON says`(kind: Kind) throws {
        let run = try TraceRun(["--tls", "1.3"] + kind.options)
        let document = run.output
        #expect(document.schema == "tlsbench-trace/1" && document.version == "TLS 1.3")
        #expect(document.resumption == kind.resumption)
        let packets = try run.tshark.packets()
        for sender in ["client", "server"] {
            let rows = document.messages.filter { $0.sender == sender }
            // A page of several records has several rows.
            let names = rows.map(bracketed).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
            #expect(names == expected(kind, of: sender))
            #expect(rows.allSatisfy { $0.protected == ($0.keys != nil) })
            let captured = packets.filter { document.sender(of: $0) == sender }
            #expect(captured.flatMap(\.handshakeTypes) == rows.compactMap { Self.handshakeTypes[$0.message] })
            // Handshake messages share records; others have theirs alone.
            let others = captured.flatMap { zip($0.contentTypes, $0.recordLengths) }.filter { $0.0 != 22 }
            #expect(
                others.map { "\($0.0) \($0.1 + 5)" }
                    == rows.compactMap { row in Self.contentTypes[row.message].map { "\($0) \(row.octets)" } }
            )
            let total = captured.flatMap(\.recordLengths).reduce(0) { $0 + $1 + 5 }
            #expect(rows.reduce(0) { $0 + $1.octets } == total)
        }
        try run.expectApplicationData()
        #expect(try run.tshark.matches("_ws.malformed || _ws.expert.severity >= warning") == "")
    }

    @Test func `the key log has the five secrets of RFC 8446, and all of one connection`() throws {
        let run = try TraceRun(["--tls", "1.3", "--resume", "ticket"])
        let lines = run.keyLog.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(
            lines.map { $0[0] }.sorted() == [
                "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0", "EXPORTER_SECRET",
                "SERVER_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0",
            ]
        )
        #expect(Set(lines.map { $0[1] }).count == 1)
        // Without them nothing after ServerHello can be seen.
        #expect(try run.tshark.matches("tls.handshake.type == 20").split(separator: "\n").count == 2)
    }

    @Test func `keys come with ServerHello and with Finished, and the server has the second ones first`() throws {
        let rows = try TraceRun(["--tls", "1.3", "--backend", "swift"]).output.messages
        let names = rows.map(\.message)
        let (first, second) = (names.firstIndex(of: "handshake keys"), names.firstIndex(of: "application keys"))
        #expect(names[try #require(first) - 1] == "ServerHello")
        #expect(names[try #require(second) - 1] == "Finished")
        let application = try #require(rows.first { $0.message == "application keys" })
        #expect(application.serverNs < application.clientNs && application.sender == nil)
        let hello = try #require(rows.first { $0.message == "ClientHello" })
        #expect(hello.keyShares == ["X25519MLKEM768", "x25519"] && hello.preSharedKey == false)
        #expect(rows.first { $0.message == "ServerHello" }?.keyShares == ["X25519MLKEM768"])
        #expect(rows.allSatisfy { $0.step == nil })
    }

    @Test func `a retry asks for a group without a share, and the second ClientHello has it alone`() throws {
        let rows = try TraceRun([
            "--tls", "1.3", "--backend", "swift", "--groups", "x25519,x25519mlkem768", "--retry", "--resume", "id",
        ]).output.messages.filter { $0.keyShares != nil }
        #expect(rows.map(\.message) == ["ClientHello", "HelloRetryRequest", "ClientHello", "ServerHello"])
        #expect(rows.map(\.keyShares) == [["x25519"], ["X25519MLKEM768"], ["X25519MLKEM768"], ["X25519MLKEM768"]])
        #expect(rows.map(\.preSharedKey) == [true, false, true, true])
    }

    @Test(arguments: [
        ["--certificate", "ecdsa"], ["--retry", "--resume", "id"], ["--resume", "ticket"], ["--bits", "3072"],
    ])
    func `the diagram fits 80 columns`(options: [String]) throws {
        let suite = ["--tls", "1.3", "--backend", "swift", "--cipher-suite", "CHACHA20_POLY1305_SHA256"]
        let (status, output, errors) = try TraceRun.run(suite + options)
        try #require(status == 0, "\(errors)")
        #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(output)")
        for text in ["─ ClientHello ─", "handshake keys", "┄ ChangeCipherSpec ┄", "═ {Finished} ═", "═ [Alert] ═"] {
            #expect(output.contains(text))
        }
    }

    @Test(arguments: [
        (["--certificate", "ecdsa"], "ecdsa", 256), (["--bits", "3072"], "rsa", 3072),
        (["--tls", "1.2", "--cipher-suite", "ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"], "ecdsa", 256),
        (["--tls", "1.2", "--certificate", "ecdsa"], "ecdsa", 256),
        (["--cipher-suite", "AES_128_GCM_SHA256"], "rsa", 2048),
    ])
    func `the certificate is the one that options and suites ask for`(
        options: [String],
        kind: String,
        bits: Int
    ) throws {
        let output = try TraceRun((options.contains("--tls") ? [] : ["--tls", "1.3"]) + options).output
        #expect(output.keyKind == kind && output.bits == bits)
    }

    @Test func `a suite of TLS 1.3 asks for that version by itself, and nothing else does`() throws {
        #expect(try TraceRun(["--cipher-suite", "AES_128_GCM_SHA256"]).output.version == "TLS 1.3")
        #expect(try TraceRun([]).output.version == "TLS 1.2")
    }

    @Test(arguments: [
        (["--tls", "1.2,1.3"], "--tls 1.2 or --tls 1.3, not both"),
        (
            ["--tls", "1.3", "--cipher-suite", "RSA_WITH_AES_128_GCM_SHA256"],
            "--cipher-suite names no suite of TLS 1.3"
        ),
        (["--tls", "1.2", "--cipher-suite", "AES_128_GCM_SHA256"], "--cipher-suite names no suite of TLS 1.2"),
        (["--retry"], "TLS 1.2 has no HelloRetryRequest"),
        (["--tls", "1.3", "--groups", "x25519", "--retry"], "ClientHello has shares for x25519"),
        (
            ["--tls", "1.3", "--backend", "swift", "--groups", "x25519mlkem768,x25519", "--retry"],
            "ClientHello has shares for X25519MLKEM768 and x25519"
        ),
        (["--tls", "1.3", "--certificate", "ecdsa", "--bits", "2048"], "--bits is the length of an RSA key"),
        (["--tls", "1.3", "--certificate", "ecdh"], "did you mean 'ecdsa'?"),
        (
            ["--cipher-suite", "RSA_WITH_AES_128_GCM_SHA256", "--certificate", "ecdsa"],
            "--certificate ecdsa is for none of"
        ),
        (
            ["--cipher-suite", "ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "--bits", "2048"],
            "--certificate rsa is for none of"
        ),
        (
            ["--tls", "1.2", "--cipher-suite", "ECDHE_RSA_WITH_AES_128_GCM_SHA256", "--groups", "x25519mlkem768"],
            "no group"
        ),
        (["--cipher-suite", "ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "--groups", "x25519"], "no group"),
    ])
    func `combinations that no handshake has are named`(options: [String], reason: String) throws {
        let (status, output, errors) = try TraceRun.run(options)
        #expect(status == 64)
        #expect(errors.contains(reason), "\(errors)")
        #expect(output.isEmpty)
    }
}
