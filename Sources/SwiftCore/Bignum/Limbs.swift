/// A number as limbs: 64-bit words, the least significant first. Numbers of one modulus all have the same count of them.
public enum Limbs {
    /// The rows of a product are taken four at a time, so every count is a multiple of this.
    static let granularity = 4

    /// How many limbs hold a number of `octets` octets.
    static func count(forOctets octets: Int) -> Int {
        (octets + 8 * granularity - 1) / (8 * granularity) * granularity
    }

    /// Reads big-endian octets into `count` limbs, with zeros above; there must be room for all octets.
    ///
    /// Leaks: only the lengths.
    public static func load(_ octets: Span<UInt8>, into limbs: UnsafeMutablePointer<UInt64>, count: Int) {
        precondition(octets.count <= 8 * count, "a number longer than its limbs")
        let whole = octets.count / 8
        for index in 0..<whole {
            let offset = octets.count - 8 * (index + 1)
            let word = unsafe octets.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            unsafe limbs[index] = UInt64(bigEndian: word)
        }
        var index = whole
        if octets.count % 8 != 0 {
            var top: UInt64 = 0
            for octet in 0..<octets.count % 8 { top = top << 8 | UInt64(octets[octet]) }
            unsafe limbs[index] = top
            index += 1
        }
        while index < count {
            unsafe limbs[index] = 0
            index += 1
        }
    }

    /// Writes the lowest `octets.count` octets of a number, big-endian; the limbs must have as many.
    ///
    /// Leaks: only the lengths.
    public static func store(_ limbs: UnsafePointer<UInt64>, into octets: inout MutableSpan<UInt8>) {
        for index in octets.indices {
            let place = octets.count - 1 - index
            octets[index] = unsafe UInt8(truncatingIfNeeded: limbs[place / 8] >> UInt64(8 * (place % 8)))
        }
    }
}
