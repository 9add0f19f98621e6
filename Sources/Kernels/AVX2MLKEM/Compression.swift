internal import CIntrinsics

// Compress with ByteEncode, and ByteDecode with Decompress, of FIPS 203 §4.2.1. ⌊(2ᵈ x + 1664) / q⌋ is a product with ⌈2²⁶ / q⌉ or
// ⌊2³² / q⌋, never a division: its time would depend on secrets (KyberSlash). Numbers to be compressed may be any 16 bits.

extension AVX2MLKEM {
    /// 320 octets, ten bits a number.
    public static func compressTo10Bits(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>) {
        for index in 0..<32 {
            let numbers = unsafe UnsafeRawPointer(f + 8 &* index).loadUnaligned(as: __m128i.self)
            let wide = _mm256_cvtepi16_epi32(_mm256_castsi256_si128(canonical(_mm256_castsi128_si256(numbers))))
            let compressed = compressed10(wide)
            // 20 bits of each word of 64, and then 40 of each two.
            let pairs = or(compressed, _mm256_srli_epi64(compressed, 22))
            let twenty = _mm256_and_si256(pairs, _mm256_set1_epi64x(0xFFFFF))
            let first = tlsbench_one_word_256(twenty, 0) | tlsbench_one_word_256(twenty, 1) &<< 20
            let second = tlsbench_one_word_256(twenty, 2) | tlsbench_one_word_256(twenty, 3) &<< 20
            let place = unsafe UnsafeMutableRawPointer(octets + 10 &* index)
            unsafe place.storeBytes(of: first | second &<< 40, as: UInt64.self)
            unsafe place.storeBytes(
                of: UInt16(truncatingIfNeeded: second &>> 24),
                toByteOffset: 8,
                as: UInt16.self
            )
        }
    }

    /// 256 numbers of 320 octets; six octets after them are read and not used.
    public static func decompressFrom10Bits(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>) {
        let order = inBothLanes(0x0403_0302_0201_0100, 0x0908_0807_0706_0605)
        // Up to the highest bits, whatever place of an octet a number begins at.
        let factors = _mm256_set1_epi64x(0x0001_0004_0010_0040)
        for index in 0..<16 {
            let place = unsafe UnsafeRawPointer(octets + 20 &* index)
            let (low, high) = unsafe (
                place.loadUnaligned(as: __m128i.self), place.loadUnaligned(fromByteOffset: 10, as: __m128i.self)
            )
            let pairs = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), order)
            let numbers = _mm256_srli_epi16(_mm256_mullo_epi16(pairs, factors), 1)
            // (2⁵ x q + 2¹⁴) / 2¹⁵ = (x q + 2⁹) / 2¹⁰
            unsafe store(_mm256_mulhrs_epi16(and(numbers, every(0x7FE0)), every(q)), f, 16 &* index)
        }
    }

    /// 128 octets, four bits a number.
    public static func compressTo4Bits(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>) {
        let words = _mm256_set_epi32(7, 3, 6, 2, 5, 1, 4, 0)
        for index in 0..<4 {
            let place = 64 &* index
            let (a, b) = unsafe (pairs4(load(f, place)), pairs4(load(f, place &+ 16)))
            let (c, d) = unsafe (pairs4(load(f, place &+ 32)), pairs4(load(f, place &+ 48)))
            let packed = _mm256_packus_epi16(_mm256_packus_epi32(a, b), _mm256_packus_epi32(c, d))
            unsafe UnsafeMutableRawPointer(octets + 32 &* index)
                .storeBytes(of: _mm256_permutevar8x32_epi32(packed, words), as: __m256i.self)
        }
    }

    /// 256 numbers of 128 octets.
    public static func decompressFrom4Bits(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>) {
        let order = _mm256_set_epi64x(
            0x0707_0707_0606_0606,
            0x0505_0505_0404_0404,
            0x0303_0303_0202_0202,
            0x0101_0101_0000_0000
        )
        let masks = _mm256_set1_epi32(0x00F0_000F)
        let factors = _mm256_set1_epi32(128 &<< 16 | 2048)
        for index in 0..<16 {
            let eight = unsafe UnsafeRawPointer(octets + 8 &* index).loadUnaligned(as: Int64.self)
            let numbers = and(_mm256_shuffle_epi8(_mm256_set1_epi64x(eight), order), masks)
            // (2¹¹ x q + 2¹⁴) / 2¹⁵ = (x q + 2³) / 2⁴
            unsafe store(_mm256_mulhrs_epi16(_mm256_mullo_epi16(numbers, factors), every(q)), f, 16 &* index)
        }
    }

    /// 32 octets, a bit a number.
    public static func compressToBits(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>) {
        for index in 0..<8 {
            let place = 32 &* index
            let (low, high) = unsafe (compressed(load(f, place), 1), compressed(load(f, place &+ 16), 1))
            // The lowest bits go up to where they are signs.
            let packed = _mm256_packs_epi16(and(low, every(1)), and(high, every(1)))
            let signs = _mm256_slli_epi16(tlsbench_middle_words_swapped_256(packed), 7)
            unsafe UnsafeMutableRawPointer(octets + 4 &* index)
                .storeBytes(of: _mm256_movemask_epi8(signs), as: Int32.self)
        }
    }

    /// Adds ⌈q / 2⌉ for each bit of 32 octets that is 1.
    public static func addDecompressedBits(_ octets: UnsafePointer<UInt8>, to f: UnsafeMutablePointer<Int16>) {
        let bits = _mm256_set_epi64x(
            Int64(bitPattern: 0x8000_4000_2000_1000),
            0x0800_0400_0200_0100,
            0x0080_0040_0020_0010,
            0x0008_0004_0002_0001
        )
        for index in 0..<16 {
            let sixteen = unsafe UnsafeRawPointer(octets + 2 &* index).loadUnaligned(as: Int16.self)
            let masks = _mm256_cmpeq_epi16(and(every(sixteen), bits), bits)
            unsafe store(plus(load(f, 16 &* index), and(masks, every(1665))), f, 16 &* index)
        }
    }

    /// Of up to four bits, with more above them.
    @inline(__always) private static func compressed(_ numbers: __m256i, _ bits: Int32) -> __m256i {
        let dividends = plus(_mm256_slli_epi16(canonical(numbers), bits), every(1664))
        return _mm256_srli_epi16(_mm256_mulhi_epu16(dividends, every(20159)), 10)
    }

    /// An octet of each two numbers.
    @inline(__always) private static func pairs4(_ numbers: __m256i) -> __m256i {
        let compressed = and(compressed(numbers, 4), every(15))
        return and(or(compressed, _mm256_srli_epi32(compressed, 12)), _mm256_set1_epi32(0xFF))
    }

    /// Ten bits of numbers of 32.
    @inline(__always) private static func compressed10(_ numbers: __m256i) -> __m256i {
        let dividends = _mm256_add_epi32(_mm256_slli_epi32(numbers, 10), _mm256_set1_epi32(1665))
        let factor = _mm256_set1_epi64x(1_290_167)
        let even = _mm256_srli_epi64(_mm256_mul_epu32(dividends, factor), 32)
        let odd = _mm256_mul_epu32(_mm256_srli_epi64(dividends, 32), factor)
        return and(tlsbench_even_and_odd_32_256(even, odd), _mm256_set1_epi32(0x3FF))
    }
}
