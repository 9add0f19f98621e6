import TLSEngine
import TLSWire
import Testing

@testable import tlsbench

@Suite struct SequenceDiagramTests {
    @Test func `the diagram of a short connection`() throws {
        let diagram = SequenceDiagram(
            heading: ["a suite"],
            version: .tls12,
            messages: try MessageSequence(ScriptedConnection.observations).messages
        )
        let lines = diagram.lines
        #expect(lines.prefix(2) == ["a suite", ""])
        #expect(
            lines.dropFirst(2).prefix(16) == [
                "         client                                                 server",
                "step         µs                                                     µs  octets",
                "   1        1.0  ◀──────────── TCP handshake ────────────▶         3.0",
                "   2        2.0  ───────────── ClientHello ──────────────▶         4.0      11",
                "   3        7.0  ◀───────────── ServerHello ──────────────         5.0      10",
                "   4        7.0  ◀───────────── Certificate ──────────────         5.0      11",
                "   6        7.0  ◀─────────── ServerHelloDone ────────────         5.0       4",
                "   7        9.0  ────────── ClientKeyExchange ───────────▶        10.0       9",
                "   8        8.0                session keys                       11.0",
                "   9        9.0  ─────────── ChangeCipherSpec ───────────▶        10.0       6",
                "  10        9.0  ═══════════════ Finished ═══════════════▶        10.0       8",
                "  11       13.0  ◀─────────── ChangeCipherSpec ───────────        12.0       6",
                "  12       13.0  ◀═══════════════ Finished ═══════════════        12.0       7",
                "  12       14.0  ═══════════ application data ═══════════▶        15.0       6",
                "           18.0  ◀════════════════ Alert ═════════════════        16.0       6",
                "           19.0  ════════════════ Alert ═════════════════▶        21.0       6",
            ]
        )
        #expect(lines.contains("46 octets from the client, 44 from the server, with record headers"))
    }

    @Test(arguments: [ProtocolVersion.tls12, .tls13])
    func `it fits 80 columns, whatever the messages and however slow the machine`(version: ProtocolVersion) {
        let slowest: UInt64 = 99_999_999_900
        let messages = HandshakeStep.allCases.map { step in
            TracedMessage(
                kind: .step(step),
                sender: step.sender,
                octets: 999_999,
                keys: .handshake,
                clientNs: slowest,
                serverNs: nil
            )
        }
        let lines = SequenceDiagram(heading: [], version: version, messages: messages).lines
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines.contains { $0.contains("99999999.9") && $0.contains(" – ") })
    }
}
