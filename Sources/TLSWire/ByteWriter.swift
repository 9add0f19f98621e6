/// Writes the presentation language of RFC 5246 §4. A vector's length is put in when its content is known.
public struct ByteWriter {
    /// What was written.
    public private(set) var octets: [UInt8] = []

    /// Nothing yet.
    public init() { octets.reserveCapacity(256) }

    /// A number of one octet.
    public mutating func uint8(_ value: UInt8) { octets.append(value) }

    /// A number of two octets.
    public mutating func uint16(_ value: UInt16) {
        octets.append(UInt8(truncatingIfNeeded: value >> 8))
        octets.append(UInt8(truncatingIfNeeded: value))
    }

    /// A number of three octets; `value` is below 2²⁴.
    public mutating func uint24(_ value: Int) {
        octets.append(UInt8(truncatingIfNeeded: value >> 16))
        uint16(UInt16(truncatingIfNeeded: value))
    }

    /// A number of four octets.
    public mutating func uint32(_ value: UInt32) {
        uint16(UInt16(truncatingIfNeeded: value >> 16))
        uint16(UInt16(truncatingIfNeeded: value))
    }

    /// An opaque value of a fixed length.
    public mutating func opaque(_ value: [UInt8]) { octets.append(contentsOf: value) }

    /// A vector with a length of one octet.
    public mutating func vector8(_ content: (inout ByteWriter) -> Void) { vector(lengthOctets: 1, content) }

    /// A vector with a length of two octets.
    public mutating func vector16(_ content: (inout ByteWriter) -> Void) { vector(lengthOctets: 2, content) }

    /// A vector with a length of three octets.
    public mutating func vector24(_ content: (inout ByteWriter) -> Void) { vector(lengthOctets: 3, content) }

    private mutating func vector(lengthOctets: Int, _ content: (inout ByteWriter) -> Void) {
        let place = octets.count
        for _ in 0..<lengthOctets { octets.append(0) }
        content(&self)
        let length = octets.count - place - lengthOctets
        precondition(length < 1 << (8 * lengthOctets), "a vector fits its length field")
        for index in 0..<lengthOctets {
            octets[place + index] = UInt8(truncatingIfNeeded: length >> (8 * (lengthOctets - 1 - index)))
        }
    }
}
