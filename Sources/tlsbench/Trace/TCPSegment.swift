internal import TLSEngine
internal import TLSWire

/// One TCP segment between two ports of 127.0.0.1, as a packet analyser finds it on the loopback interface.
struct TCPSegment: Hashable, Sendable {
    let sender: Peer
    /// Since the beginning of the trace.
    let nanoseconds: UInt64
    let flags: Flags
    let sequenceNumber: UInt32
    let acknowledgmentNumber: UInt32
    var payload: [UInt8] = []

    /// RFC 9293 §3.1.
    struct Flags: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        static let fin = Flags(rawValue: 0x01)
        static let syn = Flags(rawValue: 0x02)
        static let psh = Flags(rawValue: 0x08)
        static let ack = Flags(rawValue: 0x10)
    }

    /// The most octets of a segment where a datagram has 65 535 with both headers: Linux's on the loopback interface.
    static let maximumPayload = 65_495

    private static let address: [UInt8] = [127, 0, 0, 1]
    private static let tcp: UInt8 = 6

    /// The frame: Ethernet as Linux shows it for the loopback interface, IPv4 (RFC 791 §3.1), TCP (RFC 9293 §3.1).
    ///
    /// - Parameter identification: what tells datagrams apart.
    func frame(clientPort: UInt16, serverPort: UInt16, identification: UInt16) -> [UInt8] {
        let segment = tcpOctets(
            source: sender == .client ? clientPort : serverPort,
            destination: sender == .client ? serverPort : clientPort
        )
        var datagram = ByteWriter()
        datagram.uint16(0x4500)  // Version 4, a header of five words.
        datagram.uint16(UInt16(20 + segment.count))
        datagram.uint16(identification)
        datagram.uint16(0x4000)  // Not to be fragmented.
        datagram.uint8(64)
        datagram.uint8(Self.tcp)
        datagram.uint16(0)
        datagram.opaque(Self.address)
        datagram.opaque(Self.address)
        let header = checksummed(datagram.octets, at: 10)
        let ethernet = [UInt8](repeating: 0, count: 12) + [0x08, 0x00]
        return ethernet + header + segment
    }

    private func tcpOctets(source: UInt16, destination: UInt16) -> [UInt8] {
        // A SYN tells the maximum segment size (RFC 9293 §3.7.1).
        let maximum = UInt16(Self.maximumPayload)
        let options: [UInt8] = flags.contains(.syn) ? [2, 4, UInt8(maximum >> 8), UInt8(maximum & 0xff)] : []
        var segment = ByteWriter()
        segment.uint16(source)
        segment.uint16(destination)
        segment.uint32(sequenceNumber)
        segment.uint32(acknowledgmentNumber)
        segment.uint8(UInt8(5 + options.count / 4) << 4)
        segment.uint8(flags.rawValue)
        segment.uint16(.max)  // The window, not scaled.
        segment.uint16(0)
        segment.uint16(0)
        segment.opaque(options)
        segment.opaque(payload)
        var pseudoHeader = ByteWriter()
        pseudoHeader.opaque(Self.address)
        pseudoHeader.opaque(Self.address)
        pseudoHeader.uint16(UInt16(Self.tcp))
        pseudoHeader.uint16(UInt16(segment.octets.count))
        return checksummed(segment.octets, at: 16, after: pseudoHeader.octets)
    }
}

/// `octets` with their checksum (RFC 1071) at `place`, where zeros stand; `prefix` is summed but not sent.
private func checksummed(_ octets: [UInt8], at place: Int, after prefix: [UInt8] = []) -> [UInt8] {
    let summed = prefix + octets
    var sum = 0
    for index in stride(from: 0, to: summed.count, by: 2) {
        sum += Int(summed[index]) << 8 + (index + 1 < summed.count ? Int(summed[index + 1]) : 0)
    }
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    var octets = octets
    octets[place] = UInt8(~sum >> 8 & 0xff)
    octets[place + 1] = UInt8(~sum & 0xff)
    return octets
}

extension ByteWriter {
    /// A number of four octets.
    mutating func uint32(_ value: UInt32) {
        uint16(UInt16(value >> 16))
        uint16(UInt16(truncatingIfNeeded: value))
    }
}
