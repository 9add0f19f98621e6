/// One side's half of a key exchange (RFC 8446 §4.2.8).
public struct KeyShareEntry: Hashable, Sendable {
    /// The group's code point.
    public var group: UInt16
    /// What the group makes of a half; never empty.
    public var keyExchange: [UInt8]

    /// Any half.
    public init(group: UInt16, keyExchange: [UInt8]) {
        self.group = group
        self.keyExchange = keyExchange
    }

    init(_ reader: inout ByteReader) throws(DecodeError) {
        group = try reader.uint16()
        keyExchange = try reader.nonemptyVector16(.keyShare)
    }

    func encode(into writer: inout ByteWriter) {
        writer.uint16(group)
        writer.vector16 { $0.opaque(keyExchange) }
    }
}
