/// Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } (RFC 3279 §2.2.3) of two numbers of 256 bits. Both are public.
enum SignatureDER {
    private static let sequence: UInt8 = 0x30
    private static let integer: UInt8 = 0x02
    /// The octets of a number.
    private static let length = 32

    /// The encoding of r ‖ s, 32 octets each.
    static func encode(_ numbers: Span<UInt8>) -> [UInt8] {
        let contents =
            encodeInteger(numbers.extracting(first: length)) + encodeInteger(numbers.extracting(last: length))
        return [sequence, UInt8(contents.count)] + contents
    }

    private static func encodeInteger(_ number: Span<UInt8>) -> [UInt8] {
        let start = number.indices.first { number[$0] != 0 } ?? length - 1
        // The highest bit is the sign (X.690 §8.3.3).
        let sign: [UInt8] = number[start] >= 0x80 ? [0] : []
        return [integer, UInt8(sign.count + length - start)] + sign + (start..<length).map { number[$0] }
    }

    /// r ‖ s, 32 octets each; nil for all that ``encode(_:)`` would not give, longer numbers among them.
    static func decode(_ octets: Span<UInt8>) -> [UInt8]? {
        // No two numbers of 256 bits need a length of several octets (X.690 §10.1).
        guard octets.count >= 2, octets[0] == sequence, octets[1] < 0x80, Int(octets[1]) == octets.count - 2 else {
            return nil
        }
        var place = 2
        guard let r = decodeInteger(octets, &place), let s = decodeInteger(octets, &place), place == octets.count else {
            return nil
        }
        return r + s
    }

    private static func decodeInteger(_ octets: Span<UInt8>, _ place: inout Int) -> [UInt8]? {
        guard octets.count - place >= 2, octets[place] == integer else { return nil }
        let count = Int(octets[place + 1])
        let start = place + 2
        guard (1...length + 1).contains(count), octets.count - start >= count else { return nil }
        let isNegative = octets[start] >= 0x80
        // Nine zero bits at the beginning are eight too many (X.690 §8.3.2).
        let isPadded = count > 1 && octets[start] == 0 && octets[start + 1] < 0x80
        guard !isNegative, !isPadded, count <= length || octets[start] == 0 else { return nil }
        place = start + count
        let number = (start..<place).map { octets[$0] }.suffix(length)
        return [UInt8](repeating: 0, count: length - number.count) + number
    }
}
