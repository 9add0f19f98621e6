/// Steps 9 and 11: what follows in this direction is protected (RFC 5246 §7.1). Not a handshake message.
public enum ChangeCipherSpec {
    /// The one octet.
    public static let encoded: [UInt8] = [1]

    /// Reads a whole record.
    public static func decode(_ octets: [UInt8]) throws(DecodeError) {
        guard octets.count == 1 else { throw .badLength(octets.count, of: .changeCipherSpec) }
        guard octets[0] == 1 else { throw .badValue(Int(octets[0]), of: .changeCipherSpec) }
    }
}
