internal import CIntrinsics

/// The polynomials of ML-KEM (FIPS 203 §2.4) and four permutations of Keccak at once, in AVX2. Never to be reached on a CPU without it.
///
/// A polynomial is 256 signed 16-bit numbers; its transform has an order of its own: in each half, pair i of vector j is the
/// standard's pair 8 i + j. ``arrange(_:)`` goes from one order to the other. All memory is the caller's, and holds secrets
/// afterwards. Leaks: nothing of the numbers.
public enum AVX2MLKEM {
    /// How many numbers of 16 bits the constants are.
    public static var constantCount: Int { Constants.count }

    /// Computes the constants.
    ///
    /// - Parameter zetas: ζ^BitRev₇(i) × 2¹⁶ mod q, 128 numbers between −q/2 and q/2.
    public static func prepare(_ constants: UnsafeMutablePointer<Int16>, zetas: UnsafePointer<Int16>) {
        unsafe Constants.compute(constants, zetas)
    }

    /// Adds one polynomial to another.
    public static func add(_ addend: UnsafePointer<Int16>, to sum: UnsafeMutablePointer<Int16>) {
        for place in stride(from: 0, to: 256, by: 16) {
            unsafe store(plus(load(sum, place), load(addend, place)), sum, place)
        }
    }

    /// Takes a polynomial from another, and leaves the difference in the place of the first.
    public static func subtract(_ f: UnsafeMutablePointer<Int16>, from other: UnsafePointer<Int16>) {
        for place in stride(from: 0, to: 256, by: 16) {
            unsafe store(minus(load(other, place), load(f, place)), f, place)
        }
    }

    /// f × 2¹⁶ + addend, between −q/2 and q/2, for numbers between −q and q.
    public static func addWithoutFactor(_ addend: UnsafePointer<Int16>, to f: UnsafeMutablePointer<Int16>) {
        // 2³² mod q
        let factor = Factor(1353)
        for place in stride(from: 0, to: 256, by: 16) {
            unsafe store(centred(plus(product(load(f, place), factor), load(addend, place))), f, place)
        }
    }
}
