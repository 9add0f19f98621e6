// ByteEncode, ByteDecode, Compress and Decompress of FIPS 203 §4.2.1, without a division: its time would depend on secrets
// (KyberSlash). Coefficients to be encoded may be any 16 bits.

extension Polynomial {
    /// ByteEncode₁₂: 384 octets.
    @unsafe
    static func encode(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>) {
        for pair in 0..<count / 2 {
            let (first, second) = unsafe (bits(f[2 &* pair]), bits(f[2 &* pair &+ 1]))
            unsafe octets[3 &* pair] = UInt8(truncatingIfNeeded: first)
            unsafe octets[3 &* pair &+ 1] = UInt8(truncatingIfNeeded: first &>> 8 | second &<< 4)
            unsafe octets[3 &* pair &+ 2] = UInt8(truncatingIfNeeded: second &>> 4)
        }
    }

    /// ByteDecode₁₂ of a key that everybody may know; false if a number is not below q (FIPS 203 §7.2).
    @unsafe
    static func decode(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>) -> Bool {
        // The highest bit of 3328 − x is set for an x above 3328.
        var above: Int16 = 0
        for pair in 0..<count / 2 {
            let (a, b) = unsafe (UInt16(octets[3 &* pair]), UInt16(octets[3 &* pair &+ 1]))
            let c = unsafe UInt16(octets[3 &* pair &+ 2])
            let first = Int16(truncatingIfNeeded: a | b &<< 8 & 0xFFF)
            let second = Int16(truncatingIfNeeded: b &>> 4 | c &<< 4)
            above |= (q &- 1 &- first) | (q &- 1 &- second)
            unsafe f[2 &* pair] = first
            unsafe f[2 &* pair &+ 1] = second
        }
        return above >= 0
    }

    /// ByteEncode₁₀ of Compress₁₀: 320 octets.
    @unsafe
    static func compressTo10Bits(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>) {
        for group in 0..<count / 4 {
            let place = unsafe f + 4 &* group
            let word =
                unsafe compressed10(place[0]) | compressed10(place[1]) &<< 10 | compressed10(place[2]) &<< 20
                | compressed10(place[3]) &<< 30
            for index in 0..<5 {
                unsafe octets[5 &* group &+ index] = UInt8(truncatingIfNeeded: word &>> UInt64(8 &* index))
            }
        }
    }

    /// Decompress₁₀ of ByteDecode₁₀.
    @unsafe
    static func decompressFrom10Bits(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>) {
        for group in 0..<count / 4 {
            var word: UInt64 = 0
            for index in 0..<5 { word |= unsafe UInt64(octets[5 &* group &+ index]) &<< UInt64(8 &* index) }
            for index in 0..<4 {
                let bits = UInt32(truncatingIfNeeded: word &>> UInt64(10 &* index)) & 0x3FF
                unsafe f[4 &* group &+ index] = Int16(truncatingIfNeeded: (bits &* 3329 &+ 512) &>> 10)
            }
        }
    }

    /// ByteEncode₄ of Compress₄: 128 octets.
    @unsafe
    static func compressTo4Bits(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>) {
        for pair in 0..<count / 2 {
            let (low, high) = unsafe (compressed4(f[2 &* pair]), compressed4(f[2 &* pair &+ 1]))
            unsafe octets[pair] = UInt8(truncatingIfNeeded: low | high &<< 4)
        }
    }

    /// Decompress₄ of ByteDecode₄.
    @unsafe
    static func decompressFrom4Bits(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>) {
        for pair in 0..<count / 2 {
            let (low, high) = unsafe (UInt32(octets[pair] & 15), UInt32(octets[pair] &>> 4))
            unsafe f[2 &* pair] = Int16(truncatingIfNeeded: (low &* 3329 &+ 8) &>> 4)
            unsafe f[2 &* pair &+ 1] = Int16(truncatingIfNeeded: (high &* 3329 &+ 8) &>> 4)
        }
    }

    /// ByteEncode₁ of Compress₁: 32 octets.
    @unsafe
    static func compressToBits(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>) {
        for place in 0..<32 {
            var octet: UInt32 = 0
            for index in 0..<8 { octet |= unsafe compressed1(f[8 &* place &+ index]) &<< UInt32(index) }
            unsafe octets[place] = UInt8(truncatingIfNeeded: octet)
        }
    }

    /// Decompress₁ of ByteDecode₁, added to `f`.
    @unsafe
    static func addDecompressedBits(_ octets: UnsafePointer<UInt8>, to f: UnsafeMutablePointer<Int16>) {
        for place in 0..<32 {
            let octet = unsafe Int16(octets[place])
            for index in 0..<8 {
                // ⌈q / 2⌉ or nothing.
                let mask = 0 &- (octet &>> Int16(index) & 1)
                unsafe f[8 &* place &+ index] = f[8 &* place &+ index] &+ (mask & 1665)
            }
        }
    }

    // ⌊(2ᵈ x + 1664) / q⌋ by a product with ⌊2³² / q⌋ or ⌊2²⁸ / q⌋; the tests try every x, and find that one more in the addend
    // makes up for what the factor lacks.

    @inline(__always) static func compressed10(_ value: Int16) -> UInt64 {
        ((UInt64(bits(value)) &<< 10 &+ 1665) &* 1_290_167) &>> 32 & 0x3FF
    }

    @inline(__always) static func compressed4(_ value: Int16) -> UInt32 {
        ((bits(value) &<< 4 &+ 1665) &* 80635) &>> 28 & 15
    }

    @inline(__always) static func compressed1(_ value: Int16) -> UInt32 {
        ((bits(value) &<< 1 &+ 1665) &* 80635) &>> 28 & 1
    }

    @inline(__always) private static func bits(_ value: Int16) -> UInt32 {
        UInt32(truncatingIfNeeded: canonical(value))
    }
}
