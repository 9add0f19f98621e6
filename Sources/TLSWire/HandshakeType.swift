/// The kinds of handshake message that TLS 1.2 and 1.3 know (RFC 5246 §7.4, RFC 8446 §4).
public enum HandshakeType: UInt8, Hashable, Sendable, CaseIterable {
    case helloRequest = 0
    case clientHello = 1
    case serverHello = 2
    case newSessionTicket = 4
    case endOfEarlyData = 5
    case encryptedExtensions = 8
    case certificate = 11
    case serverKeyExchange = 12
    case certificateRequest = 13
    case serverHelloDone = 14
    case certificateVerify = 15
    case clientKeyExchange = 16
    case finished = 20
    case keyUpdate = 24
    /// Never sent: in a transcript it stands for the first ClientHello (RFC 8446 §4.4.1).
    case messageHash = 254

    /// The length of the header before every message: type and 24-bit length.
    public static let headerLength = 4

    /// The longest body that is read here: all that a ClientHello can be; else a certificate chain, with room to spare.
    public static func maximumLength(of type: UInt8) -> Int {
        type == clientHello.rawValue ? ClientHello.maximumLength : 1 << 16
    }

    /// A whole message: header and body.
    public func message(_ body: (inout ByteWriter) -> Void) -> [UInt8] {
        var writer = ByteWriter()
        writer.uint8(rawValue)
        writer.vector24(body)
        return writer.octets
    }
}
