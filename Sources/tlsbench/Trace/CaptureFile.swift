internal import Foundation
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// A packet capture of one connection in the classic format of libpcap, with nanoseconds (pcap-savefile(5)).
struct CaptureFile {
    /// The whole file, in network byte order, which its first octets tell.
    let octets: [UInt8]

    /// The connection from SYN to the acknowledgement of the second FIN.
    init(_ connection: TracedConnection) {
        self.init(
            TCPConversation(connection.observations).segments,
            clientPort: UInt16(connection.client.port),
            serverPort: UInt16(connection.server.port),
            started: connection.started
        )
    }

    /// Any segments; `started` is the time of day at which theirs are 0.
    init(_ segments: [TCPSegment], clientPort: UInt16, serverPort: UInt16, started: Date) {
        let start = UInt64(started.timeIntervalSince1970 * 1e9)
        var file = ByteWriter()
        file.uint32(0xa1b2_3c4d)  // Times have nanoseconds.
        file.uint16(2)
        file.uint16(4)
        file.uint32(0)
        file.uint32(0)
        file.uint32(0x0004_0000)  // No frame is longer.
        file.uint32(1)  // Ethernet.
        for (index, segment) in segments.enumerated() {
            let frame = segment.frame(
                clientPort: clientPort,
                serverPort: serverPort,
                identification: UInt16(truncatingIfNeeded: index)
            )
            let (seconds, nanoseconds) = (start + segment.nanoseconds).quotientAndRemainder(dividingBy: 1_000_000_000)
            file.uint32(UInt32(truncatingIfNeeded: seconds))
            file.uint32(UInt32(nanoseconds))
            file.uint32(UInt32(frame.count))
            file.uint32(UInt32(frame.count))
            file.opaque(frame)
        }
        octets = file.octets
    }
}
