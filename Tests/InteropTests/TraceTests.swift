import Foundation
import Testing

@Suite struct `tlsbench trace` {
    enum Resumption: String, CaseIterable, Sendable {
        case none
        case id = "session id"
        case ticket

        var options: [String] {
            switch self {
            case .none: []
            case .id: ["--resume", "id"]
            case .ticket: ["--resume", "ticket"]
            }
        }
    }

    private static let handshakeTypes = [
        "ClientHello": 1, "ServerHello": 2, "Certificate": 11, "ServerKeyExchange": 12,
        "ServerHelloDone": 14, "ClientKeyExchange": 16, "Finished": 20,
    ]
    private static let contentTypes = ["ChangeCipherSpec": 20, "Alert": 21, "application data": 23]

    @Test(arguments: Combination.everySuite.filter { $0.backend == "openssl" }, Resumption.allCases)
    func `tshark decrypts the capture and finds what the JSON says`(
        combination: Combination,
        resumption: Resumption
    ) throws {
        let run = try TraceRun(combination.options + resumption.options)
        let document = run.output
        #expect(document.schema == "tlsbench-trace/1")
        #expect(document.version == "TLS 1.2")
        #expect(document.backend == combination.backend)
        #expect(document.cipherSuite == combination.suite.rawValue)
        #expect(document.resumption == resumption.rawValue)
        #expect(document.group == (resumption == .none ? combination.group?.rawValue : nil))
        let packets = try run.tshark.packets()

        // Handshake messages, Finished among them, which only the keys can show.
        let handshake = document.messages.compactMap { row in
            Self.handshakeTypes[row.message].map { "\(row.sender ?? "") \($0)" }
        }
        #expect(
            packets.flatMap { packet in packet.handshakeTypes.map { "\(document.sender(of: packet)) \($0)" } }
                == handshake
        )
        // Records, each of which is one message here, with their lengths on the wire.
        let records = document.messages.filter { $0.sender != nil }.map { row in
            "\(row.sender ?? "") \(Self.contentTypes[row.message] ?? 22) \(row.octets)"
        }
        let captured = packets.flatMap { packet in
            zip(packet.contentTypes, packet.recordLengths).map { "\(document.sender(of: packet)) \($0) \($1 + 5)" }
        }
        #expect(captured == records)
        try run.expectApplicationData()
    }

    @Test(arguments: Combination.backends)
    func `the capture is TCP in which tshark finds no fault`(backend: String) throws {
        let run = try TraceRun(["--backend", backend])
        let (document, tshark) = (run.output, run.tshark)
        let packets = try tshark.packets()
        #expect(packets.allSatisfy { $0.checksums == [1, 1] })
        #expect(packets.prefix(3).map(\.tcpFlags) == [0x02, 0x12, 0x10])
        #expect(packets.filter { $0.tcpFlags & 0x01 != 0 }.count == 2)
        #expect(try tshark.matches("tcp.analysis.flags || _ws.malformed || _ws.expert.severity >= warning") == "")
        #expect(try tshark.matches("tls.alert_message.desc == 0").split(separator: "\n").count == 2)
        // A flight is one packet, which left when the JSON says.
        let departures = document.messages.filter { $0.sender == "client" }.map { Double($0.clientNs) / 1e9 }
        let captured = packets.filter { !$0.contentTypes.isEmpty && document.client.hasSuffix(":\($0.fromPort)") }
        #expect(captured.count == 4)
        for packet in captured { #expect(departures.contains { abs($0 - packet.seconds) < 2e-9 }) }
    }

    @Test func `the twelve steps of the textbook come in order, and times do not go back`() throws {
        let document = try TraceRun([
            "--cipher-suite", "DHE_RSA_WITH_AES_256_GCM_SHA384", "--groups", "ffdhe2048",
        ]).output
        #expect(document.messages.compactMap(\.step) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 12])
        for row in document.messages {
            if row.sender == "client" { #expect(row.clientNs <= row.serverNs) }
            if row.sender == "server" { #expect(row.serverNs <= row.clientNs) }
        }
        #expect(document.messages.filter(\.protected).count == 6)
    }

    @Test func `records of a limited size have rows of their own, or add up`() throws {
        let run = try TraceRun(["--record-size-limit", "100"])
        let document = run.output
        let packets = try run.tshark.packets()
        try run.expectApplicationData()
        #expect(document.messages.filter { $0.message == "application data" && $0.sender == "server" }.count > 2)
        let total = packets.flatMap(\.recordLengths).reduce(0) { $0 + $1 + 5 }
        #expect(document.messages.map(\.octets).reduce(0, +) == total)
    }

    @Test(arguments: Resumption.allCases)
    func `the diagram fits 80 columns`(resumption: Resumption) throws {
        let suite = "ECDHE_RSA_WITH_AES_256_GCM_SHA384"
        let (status, output, errors) = try TraceRun.run(["--cipher-suite", suite] + resumption.options)
        try #require(status == 0, "\(errors)")
        #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(output)")
        for text in ["TCP handshake", "ClientHello", "session keys", "═ Finished ═", "═ application data ═", suite] {
            #expect(output.contains(text))
        }
    }

    @Test(arguments: [
        (["--cipher-suite", "RSA_WITH_RC4"], 64, "unknown cipher suite 'RSA_WITH_RC4'"),
        (["--backend", "opensl"], 64, "did you mean 'openssl'?"), (["--bits", "1024"], 64, "not 1024"),
        (["--groups", "x448"], 64, "unknown group 'x448'"), (["--resume", "tickets"], 64, "did you mean 'ticket'?"),
        (["--cipher-suite", "DHE_RSA_WITH_AES_128_GCM_SHA256", "--groups", "x25519"], 64, "no group of --groups"),
        (["--pcap", "/missing/a.pcap"], 73, "/missing/a.pcap"), (["--pcap", "/tmp"], 73, "/tmp: is a folder"),
        (["--keylog", "/missing/keys"], 73, "/missing/keys"),
    ])
    func `mistakes are named before anything is done`(arguments: [String], status: Int32, reason: String) throws {
        let (ended, output, errors) = try TraceRun.run(arguments)
        #expect(ended == status)
        #expect(errors.contains(reason), "\(errors)")
        #expect(output.isEmpty)
    }
}
