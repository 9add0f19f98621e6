import TLSEngine
import TLSTransport
import Testing

@testable import tlsbench

@Suite struct MessageSequenceTests {
    private func sequence() throws -> [TracedMessage] {
        try MessageSequence(ScriptedConnection.observations).messages
    }

    @Test func `rows come in the order of the textbook, with its numbers`() throws {
        let rows = try sequence()
        #expect(
            rows.map(\.kind.name) == [
                "TCP handshake", "ClientHello", "ServerHello", "Certificate", "ServerHelloDone", "ClientKeyExchange",
                "session keys", "ChangeCipherSpec", "Finished", "ChangeCipherSpec", "Finished", "application data",
                "Alert", "Alert",
            ]
        )
        #expect(rows.map(\.kind.number) == [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 12, nil, nil])
    }

    @Test func `every octet belongs to one message, a record's header to the one that it begins with`() throws {
        let rows = try sequence()
        // Certificate: six octets of its own and the second record's header.
        #expect(rows.map(\.octets) == [0, 11, 10, 11, 4, 9, 0, 6, 8, 6, 7, 6, 6, 6])
        #expect(rows.filter { $0.sender == .server }.map(\.octets).reduce(0, +) == 44)
    }

    @Test func `a message has left with its flight, and arrived with its last octet`() throws {
        let rows = try sequence()
        #expect(rows[0].clientNs == 1_000 && rows[0].serverNs == 3_000)
        #expect(rows[2].serverNs == 5_000 && rows[2].clientNs == 7_000)
        #expect(rows[4].serverNs == 5_000 && rows[4].clientNs == 7_000)
        #expect(rows[6].clientNs == 8_000 && rows[6].serverNs == 11_000)
    }

    @Test func `records after ChangeCipherSpec are protected`() throws {
        let names = try sequence().filter { $0.keys == .session }.map(\.kind.name)
        #expect(names == ["Finished", "Finished", "application data", "Alert", "Alert"])
    }

    @Test func `a resumed session has its keys after ServerHello, and the server speaks first`() throws {
        let hello: [UInt8] = [22, 3, 3, 0, 4, 2, 0, 0, 0]
        let rows = try MessageSequence(
            ScriptedConnection.timed([
                (.client, .connecting), (.client, .wire(.sent(ScriptedConnection.clientHello))),
                (.server, .wire(.sent(hello + ScriptedConnection.serverFinished))),
                (.client, .wire(.sent(ScriptedConnection.serverFinished))),
            ])
        ).messages
        #expect(rows.map(\.kind.number) == [1, 2, 3, 8, 11, 12, 9, 10])
    }

    @Test func `a message that never arrived has no time there`() throws {
        let rows = try MessageSequence(
            ScriptedConnection.timed([(.client, .wire(.sent(ScriptedConnection.clientHello)))])
        ).messages
        #expect(rows[1].clientNs == 0)
        #expect(rows[1].serverNs == nil)
    }

    @Test(arguments: 1..<11) func `a record that is cut is refused`(count: Int) {
        let cut = Array(ScriptedConnection.clientHello.prefix(count))
        #expect(throws: CommandFailure.self) {
            try MessageSequence(ScriptedConnection.timed([(.client, .wire(.sent(cut)))]))
        }
    }

    @Test(
        arguments: [[22, 3, 3, 0, 4, 99, 0, 0, 0], [99, 3, 3, 0, 1, 0], [22, 3, 3, 0, 4, 2, 0, 0, 0]] as [[UInt8]]
    )
    func `what no client sends is refused`(octets: [UInt8]) {
        #expect(throws: CommandFailure.self) {
            try MessageSequence(ScriptedConnection.timed([(.client, .wire(.sent(octets)))]))
        }
    }
}
