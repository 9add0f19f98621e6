/// One tier's code for polynomials: ``Polynomial`` or a kernel, which take and give the same numbers modulo q.
///
/// A transform has an order of numbers that is the tier's own. ``arrange(_:)`` goes between the standard's order and that one.
protocol LatticeCode {
    /// NTT in place, for coefficients between −q and q; the results are between −q/2 and q/2.
    @unsafe static func transform(_ f: UnsafeMutablePointer<Int16>)
    /// NTT⁻¹ in place times 2¹⁶, for numbers between −q and q; so are the results.
    @unsafe static func inverseTransform(_ f: UnsafeMutablePointer<Int16>)
    /// Between the standard's order of a transform and the tier's, in place.
    @unsafe static func arrange(_ f: UnsafeMutablePointer<Int16>)
    /// The sum of three products of transforms, times 2⁻¹⁶, between −q and q.
    @unsafe static func multiply(
        _ left: UnsafePointer<Int16>,
        stride: Int,
        _ right: UnsafePointer<Int16>,
        into result: UnsafeMutablePointer<Int16>
    )
    /// Adds one polynomial to another.
    @unsafe static func add(_ addend: UnsafePointer<Int16>, to sum: UnsafeMutablePointer<Int16>)
    /// Takes a polynomial from another, and leaves the difference in the place of the first.
    @unsafe static func subtract(_ f: UnsafeMutablePointer<Int16>, from other: UnsafePointer<Int16>)
    /// f × 2¹⁶ + addend, between −q/2 and q/2, for numbers between −q and q.
    @unsafe static func addWithoutFactor(_ addend: UnsafePointer<Int16>, to f: UnsafeMutablePointer<Int16>)
    /// Goes on with a polynomial of numbers below q from `length` octets of an XOF, three at a time, and gives how many numbers
    /// there are then; up to 16 octets after these may be read too. In variable time.
    @unsafe static func sampleVartime(
        _ octets: UnsafePointer<UInt8>,
        _ length: Int,
        into f: UnsafeMutablePointer<Int16>,
        from found: Int
    ) -> Int
    /// SamplePolyCBD₂ of 128 octets.
    @unsafe static func sampleCentredBinomial(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>)
    /// ByteEncode₁₂ of numbers in the standard's order.
    @unsafe static func encode(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>)
    /// ByteDecode₁₂ to the standard's order; false if a number is not below q.
    @unsafe static func decode(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>) -> Bool
    /// ByteEncode₁₀ of Compress₁₀: 320 octets.
    @unsafe static func compressTo10Bits(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>)
    /// Decompress₁₀ of ByteDecode₁₀; six octets after the 320 may be read too.
    @unsafe static func decompressFrom10Bits(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>)
    /// ByteEncode₄ of Compress₄: 128 octets.
    @unsafe static func compressTo4Bits(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>)
    /// Decompress₄ of ByteDecode₄.
    @unsafe static func decompressFrom4Bits(_ octets: UnsafePointer<UInt8>, into f: UnsafeMutablePointer<Int16>)
    /// ByteEncode₁ of Compress₁: 32 octets.
    @unsafe static func compressToBits(_ f: UnsafePointer<Int16>, into octets: UnsafeMutablePointer<UInt8>)
    /// Decompress₁ of ByteDecode₁, added to `f`.
    @unsafe static func addDecompressedBits(_ octets: UnsafePointer<UInt8>, to f: UnsafeMutablePointer<Int16>)
}

extension Polynomial: LatticeCode {}

/// One tier's code for Keccak's permutation.
protocol KeccakCode {
    /// Of one state, in place.
    @unsafe static func permute(_ state: UnsafeMutablePointer<UInt64>)
    /// Of four, in place: word w of state i is word 4 w + i. After them, 25 words may be used.
    @unsafe static func permute(four states: UnsafeMutablePointer<UInt64>)
}

extension Keccak: KeccakCode {
    @unsafe
    static func permute(four states: UnsafeMutablePointer<UInt64>) {
        let spare = unsafe states + 4 &* words
        for instance in 0..<4 {
            for word in 0..<words { unsafe spare[word] = states[4 &* word &+ instance] }
            unsafe permute(spare)
            for word in 0..<words { unsafe states[4 &* word &+ instance] = spare[word] }
        }
    }
}
