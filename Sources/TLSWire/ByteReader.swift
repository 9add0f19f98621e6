/// Reads the presentation language of RFC 5246 §4 from a buffer, and never behind its end.
public struct ByteReader: Sendable {
    private let octets: [UInt8]
    private var position: Int
    private let end: Int

    /// Reads all of `octets`.
    public init(_ octets: [UInt8]) {
        self.octets = octets
        position = 0
        end = octets.count
    }

    private init(_ octets: [UInt8], _ range: Range<Int>) {
        self.octets = octets
        position = range.lowerBound
        end = range.upperBound
    }

    /// How many octets are left.
    public var left: Int { end - position }

    /// A number of one octet.
    public mutating func uint8() throws(DecodeError) -> UInt8 {
        try need(1)
        defer { position += 1 }
        return octets[position]
    }

    /// A number of two octets.
    public mutating func uint16() throws(DecodeError) -> UInt16 {
        try need(2)
        defer { position += 2 }
        return UInt16(octets[position]) << 8 | UInt16(octets[position + 1])
    }

    /// A number of four octets.
    public mutating func uint32() throws(DecodeError) -> UInt32 {
        UInt32(try uint16()) << 16 | UInt32(try uint16())
    }

    /// A number of three octets.
    public mutating func uint24() throws(DecodeError) -> Int {
        try need(3)
        defer { position += 3 }
        return Int(octets[position]) << 16 | Int(octets[position + 1]) << 8 | Int(octets[position + 2])
    }

    /// An opaque value of a fixed length.
    public mutating func opaque(_ count: Int) throws(DecodeError) -> [UInt8] {
        try need(count)
        defer { position += count }
        return Array(octets[position..<position + count])
    }

    /// What a vector with a length of one octet holds.
    public mutating func vector8() throws(DecodeError) -> ByteReader { try vector(Int(try uint8())) }

    /// What a vector with a length of two octets holds.
    public mutating func vector16() throws(DecodeError) -> ByteReader { try vector(Int(try uint16())) }

    /// What a vector with a length of three octets holds.
    public mutating func vector24() throws(DecodeError) -> ByteReader { try vector(try uint24()) }

    /// What a vector with a length of one octet holds, which is at least one octet.
    mutating func nonemptyVector8(_ field: DecodeError.Field) throws(DecodeError) -> [UInt8] {
        var vector = try vector8()
        guard vector.left > 0 else { throw .badLength(0, of: field) }
        return vector.rest()
    }

    /// What a vector with a length of two octets holds, which is at least one octet.
    mutating func nonemptyVector16(_ field: DecodeError.Field) throws(DecodeError) -> [UInt8] {
        var vector = try vector16()
        guard vector.left > 0 else { throw .badLength(0, of: field) }
        return vector.rest()
    }

    /// All that is left.
    public mutating func rest() -> [UInt8] {
        defer { position = end }
        return Array(octets[position..<end])
    }

    /// Throws ``DecodeError/trailing(_:)`` unless everything was read.
    public func finish() throws(DecodeError) {
        guard left == 0 else { throw .trailing(left) }
    }

    private mutating func vector(_ count: Int) throws(DecodeError) -> ByteReader {
        try need(count)
        defer { position += count }
        return ByteReader(octets, position..<position + count)
    }

    private func need(_ count: Int) throws(DecodeError) {
        guard left >= count else { throw .truncated(needed: count, left: left) }
    }
}
