import Foundation
import TLSEngine
import TLSTransport
import Testing

@testable import tlsbench

@Suite struct CaptureTests {
    private let segments = TCPConversation(ScriptedConnection.observations).segments

    @Test func `a connection begins with SYN, SYN+ACK and ACK, and ends with FIN from both sides, acknowledged`() {
        #expect(segments.prefix(3).map(\.flags) == [.syn, [.syn, .ack], .ack])
        #expect(segments.prefix(3).map(\.sender) == [.client, .server, .client])
        #expect(segments.prefix(3).map(\.nanoseconds) == [0, 1_000, 1_000])
        #expect(segments.filter { $0.flags.contains(.fin) }.map(\.sender) == [.server, .client])
        #expect(segments.suffix(2).map(\.flags) == [[.fin, .ack], .ack])
    }

    @Test(arguments: [Peer.client, .server])
    func `sequence numbers go on without gaps, and nothing is acknowledged that was not sent`(sender: Peer) {
        var (next, sent) = ([Peer: UInt32](), [Peer: [UInt8]]())
        for segment in segments {
            if let expected = next[segment.sender] { #expect(segment.sequenceNumber == expected) }
            let control: UInt32 = segment.flags.isDisjoint(with: [.syn, .fin]) ? 0 : 1
            next[segment.sender] = segment.sequenceNumber &+ UInt32(segment.payload.count) &+ control
            sent[segment.sender, default: []] += segment.payload
            guard segment.flags.contains(.ack) else { continue }
            let other: Peer = segment.sender == .client ? .server : .client
            #expect(segment.acknowledgmentNumber <= next[other] ?? 0)
        }
        // In the end everything is acknowledged.
        let last = segments.last { $0.sender != sender }
        #expect(last?.acknowledgmentNumber == next[sender])
        let client = ScriptedConnection.clientHello + ScriptedConnection.clientFlight + ScriptedConnection.data
        let server = ScriptedConnection.serverFlight + ScriptedConnection.serverFinished
        #expect(sent[sender] == (sender == .client ? client : server) + ScriptedConnection.alert)
    }

    @Test func `acknowledgements never go back, and repeat only with something to send`() {
        for sender in [Peer.client, .server] {
            let own = segments.filter { $0.sender == sender && $0.flags.contains(.ack) }
            for (before, after) in zip(own, own.dropFirst()) {
                #expect(before.acknowledgmentNumber <= after.acknowledgmentNumber)
                if after.flags == .ack { #expect(before.acknowledgmentNumber < after.acknowledgmentNumber) }
            }
        }
    }

    @Test func `what is longer than a segment goes in several`() {
        let octets = (0..<150_000).map { UInt8(truncatingIfNeeded: $0) }
        let conversation = TCPConversation(ScriptedConnection.timed([(.client, .wire(.sent(octets)))]))
        #expect(conversation.segments.map(\.payload.count) == [65_495, 65_495, 19_010])
        #expect(conversation.segments.map(\.flags) == [.ack, .ack, [.psh, .ack]])
        #expect(conversation.segments.flatMap(\.payload) == octets)
    }

    /// Ones' complement sum of big-endian words (RFC 1071): 0xffff over anything that has its own checksum in it.
    private func sum(_ octets: [UInt8]) -> Int {
        let even = octets.count % 2 == 0 ? octets : octets + [0]
        var sum = stride(from: 0, to: even.count, by: 2).reduce(0) { $0 + Int(even[$1]) << 8 + Int(even[$1 + 1]) }
        while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
        return sum
    }

    @Test func `both checksums of every frame are right, for even and odd lengths`() {
        #expect(Set(segments.map { $0.payload.count % 2 }) == [0, 1])
        for segment in segments {
            let frame = segment.frame(clientPort: 40_000, serverPort: 443, identification: 7)
            let (header, tcp) = (Array(frame[14..<34]), Array(frame[34...]))
            #expect(sum(header) == 0xffff)
            let pseudoHeader = Array(header[12..<20]) + [0, 6, UInt8(tcp.count >> 8), UInt8(tcp.count & 0xff)]
            #expect(sum(pseudoHeader + tcp) == 0xffff)
        }
    }

    @Test func `a frame is Ethernet, IPv4 and TCP, octet by octet`() {
        let segment = TCPSegment(
            sender: .server,
            nanoseconds: 0,
            flags: [.psh, .ack],
            sequenceNumber: 0x0102_0304,
            acknowledgmentNumber: 0x0506_0708,
            payload: [0xaa]
        )
        let frame = segment.frame(clientPort: 0x9c40, serverPort: 0x01bb, identification: 0x1234)
        let ethernet: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0]
        let ip: [UInt8] = [
            0x45, 0, 0, 41, 0x12, 0x34, 0x40, 0, 64, 6, 0x2a, 0x99, 127, 0, 0, 1, 127, 0, 0, 1,
        ]
        let tcp: [UInt8] = [
            0x01, 0xbb, 0x9c, 0x40, 1, 2, 3, 4, 5, 6, 7, 8, 0x50, 0x18, 0xff, 0xff, 0x59, 0xb9, 0, 0, 0xaa,
        ]
        #expect(frame == ethernet + ip + tcp)
    }

    @Test func `the file begins with its format, and each frame with its time and length`() {
        let segment = TCPSegment(
            sender: .client,
            nanoseconds: 2_000_000_005,
            flags: .syn,
            sequenceNumber: 0,
            acknowledgmentNumber: 0
        )
        let started = Date(timeIntervalSince1970: 1_000)
        let octets = CaptureFile([segment], clientPort: 1, serverPort: 2, started: started).octets
        let format: [UInt8] = [0xa1, 0xb2, 0x3c, 0x4d, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 1]
        let frame: [UInt8] = [0, 0, 0x03, 0xea, 0, 0, 0, 5, 0, 0, 0, 58, 0, 0, 0, 58]
        #expect(octets.prefix(24) == format[...])
        #expect(octets.dropFirst(24).prefix(16) == frame[...])
        #expect(octets.count == 24 + 16 + 58)
    }
}
