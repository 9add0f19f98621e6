import CryptoBackend
import TLSEngine
import TLSTransport
import TLSWire
import Testing

@testable import tlsbench

/// The rows of TLS 1.3, of real handshakes of the engine.
@Suite struct `A trace of TLS 1.3` {
    private static let options = ["--tls", "1.3", "--backend", "swift", "--certificate", "ecdsa"]

    private func rows(_ options: [String]) throws -> [TracedMessage] {
        try ConnectionInMemory(Self.options + options).messages()
    }

    @Test(arguments: [["--certificate", "ecdsa"], ["--certificate", "rsa"], ["--record-size-limit", "64"]])
    func `has the messages of RFC 8446 §2 under their keys, and keys where they come from`(options: [String]) throws {
        let rows = try rows(options)
        #expect(
            rows.map { "\($0.kind.name) \($0.keys?.rawValue ?? "-") \($0.kind.phase?.letter ?? "-")" } == [
                "TCP handshake - -", "ClientHello - K", "ServerHello - K", "handshake keys - -", "ChangeCipherSpec - -",
                "EncryptedExtensions handshake S", "Certificate handshake A", "CertificateVerify handshake A",
                "Finished handshake A", "application keys - -", "ChangeCipherSpec - -", "Finished handshake A",
                "application data application -", "Alert application -", "Alert application -",
            ]
        )
    }

    @Test func `every octet belongs to one message, and what protects a record to the one that it begins with`() throws
    {
        let connection = try ConnectionInMemory(Self.options)
        let rows = try connection.messages()
        for sender in [Peer.client, .server] {
            let sent = connection.observations.map { observation in
                guard case .wire(.sent(let octets)) = observation.event, observation.end == sender else { return 0 }
                return octets.count
            }.reduce(0, +)
            #expect(rows.filter { $0.sender == sender }.reduce(0) { $0 + $1.octets } == sent)
        }
        // Verify data of SHA-256 in the same record as what goes before it; the client's alone, with header, type and tag.
        let finished = rows.filter { $0.kind.name == "Finished" }.map(\.octets)
        #expect(finished == [4 + 32, 4 + 32 + 5 + 17])
    }

    @Test func `a server has its keys when it answers, a client when the answer is complete`() throws {
        let rows = try rows([])
        for name in ["handshake keys", "application keys"] {
            let keys = try #require(rows.first { $0.kind.name == name })
            let (client, server) = (try #require(keys.clientNs), try #require(keys.serverNs))
            #expect(server < client)
        }
        let hello = try #require(rows.first { $0.kind == .step(.serverHello) })
        let keys = try #require(rows.first { $0.kind == .keys(.handshake) })
        #expect(try #require(hello.clientNs) < #require(keys.clientNs))
    }

    @Test(arguments: CipherSuite.supportedTLS13) func `reads the records of every suite`(suite: CipherSuite) throws {
        let rows = try rows(["--cipher-suite", suite.name, "--groups", "x25519"])
        #expect(rows.last?.kind == .alert)
        #expect(rows.count { $0.keys == .handshake } == 5)
    }

    @Test func `is refused without the secrets of its records`() throws {
        let connection = try ConnectionInMemory(Self.options)
        for label in ["SERVER_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0"] {
            let without = connection.observations.filter { observation in
                if case .keyLog(let line) = observation.event { line.label != label } else { true }
            }
            #expect(throws: CommandFailure.self) {
                try MessageSequence(tls13: without, .aes128GCMSHA256, Registry.backend(named: "swift"))
            }
        }
    }

    @Test func `is refused if a secret is another one`() throws {
        let connection = try ConnectionInMemory(Self.options)
        let changed = connection.observations.map { observation in
            guard case .keyLog(let line) = observation.event else { return observation }
            let other = KeyLogLine(label: line.label, secret: line.secret.map { $0 ^ 1 })
            return Observation(end: observation.end, nanoseconds: observation.nanoseconds, event: .keyLog(other))
        }
        #expect(throws: HandshakeError.peerMisbehaved(.badRecordMAC)) {
            try MessageSequence(tls13: changed, .aes128GCMSHA256, Registry.backend(named: "swift"))
        }
    }

    @Test(arguments: ["", "CLIENT_RANDOM", "CLIENT_RANDOM 00", "A 00 0", "A 00 0g", "A 00 11 22"])
    func `takes no other line for one of the key log`(line: String) { #expect(KeyLogLine(line) == nil) }

    @Test func `takes label and secret of a line`() {
        #expect(KeyLogLine("A 0102 0aFf") == KeyLogLine(label: "A", secret: [0x0a, 0xff]))
    }

    @Test func `the diagram of a handshake that is retried and resumed`() throws {
        let connection = try ConnectionInMemory(
            Self.options + ["--groups", "x25519,secp256r1", "--retry", "--resume", "id"]
        )
        let lines = SequenceDiagram(heading: ["a suite"], version: .tls13, messages: try connection.messages()).lines
        #expect(lines.prefix(2) == ["a suite", ""])
        #expect(
            lines.dropFirst(2).prefix(25) == [
                "          client                                                 server",
                "phase         µs                                                     µs  octets",
                "             1.0  ◀──────────── TCP handshake ────────────▶         2.0",
                "    K        3.0  ───────────── ClientHello ──────────────▶         4.0     266",
                "                             + key_share x25519",
                "                              + pre_shared_key",
                "    K        6.0  ◀────────── HelloRetryRequest ───────────         5.0      93",
                "                            + key_share secp256r1",
                "             6.0  ◀┄┄┄┄┄┄┄┄┄┄┄ ChangeCipherSpec ┄┄┄┄┄┄┄┄┄┄┄         5.0       6",
                "             7.0  ┄┄┄┄┄┄┄┄┄┄┄ ChangeCipherSpec ┄┄┄┄┄┄┄┄┄┄┄▶         8.0       6",
                "    K        7.0  ───────────── ClientHello ──────────────▶         8.0     299",
                "                            + key_share secp256r1",
                "                              + pre_shared_key",
                "    K       15.0  ◀───────────── ServerHello ──────────────        14.0     166",
                "                            + key_share secp256r1",
                "                              + pre_shared_key",
                "            16.0               handshake keys                      10.0",
                "    S       15.0  ◀════════ {EncryptedExtensions} ═════════        14.0      28",
                "    A       15.0  ◀══════════════ {Finished} ══════════════        14.0      36",
                "            18.0              application keys                     12.0",
                "    A       21.0  ══════════════ {Finished} ══════════════▶        22.0      58",
                "            24.0  ◀══════════ [NewSessionTicket] ══════════        23.0      72",
                "            25.0  ══════════ [application data] ══════════▶        26.0      25",
                "            28.0  ◀═══════════════ [Alert] ════════════════        27.0      24",
                "            29.0  ═══════════════ [Alert] ════════════════▶        30.0      24",
            ]
        )
        #expect(lines.contains("678 octets from the client, 425 from the server, with record headers"))
    }
}
