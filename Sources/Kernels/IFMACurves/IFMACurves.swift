/// Multiplication on Curve25519 and P-256 in the multiplications of 52 bits of AVX-512 IFMA, on registers of 256 bits (AVX512VL)
/// that hold one digit of four numbers. Never to be reached on a CPU without it.
///
/// Memory is the caller's, and holds secrets afterwards. Scalars for the base points and P-256 are signed digits, a word each in
/// two's complement; tables hold the multiples of the base point for each digit in groups of four windows, a word of each window
/// next to that of the other three. Leaks: nothing.
public enum IFMACurves {
    /// The ladder of X25519 for a decoded scalar.
    ///
    /// - Parameters:
    ///   - scalar: 32 octets, little-endian, below 2²⁵⁵.
    ///   - point: u in five digits of 51 bits.
    ///   - coordinates: for x₂ and z₂, five digits of 51 bits each, of which each may have one bit more.
    public static func ladder25519(
        _ scalar: UnsafePointer<UInt8>,
        _ point: UnsafePointer<UInt64>,
        into coordinates: UnsafeMutablePointer<UInt64>
    ) {
        var ladder = unsafe Ladder25519(point)
        var place = 254
        while place >= 0 {
            unsafe ladder.step(UInt64(scalar[place &>> 3] &>> UInt8(truncatingIfNeeded: place & 7)) & 1)
            place &-= 1
        }
        unsafe ladder.store(coordinates)
    }

    /// A multiple of the base point of Curve25519.
    ///
    /// - Parameters:
    ///   - digits: 64, from −8 to 8.
    ///   - table: of y + x, y − x, 2 d x y on the Edwards curve, five digits of 51 bits each, for 1 to 8.
    ///   - coordinates: for Y and Z on the Edwards curve, five digits of 51 bits each, of which each may have one bit more.
    public static func basePoint25519(
        _ digits: UnsafePointer<UInt64>,
        table: UnsafePointer<UInt64>,
        into coordinates: UnsafeMutablePointer<UInt64>
    ) {
        unsafe BasePoint25519.multiply(digits, table: table, into: coordinates)
    }

    /// The words of memory that multiplication on P-256 takes.
    public static var memoryWordsP256: Int { unsafe max(MultipleP256.memoryWords, BasePointP256.memoryWords) }

    /// A multiple of a point of P-256.
    ///
    /// - Parameters:
    ///   - digits: 52, from −16 to 16.
    ///   - point: x and y, five digits of 52 bits each, in Montgomery form with R = 2²⁶⁰.
    ///   - coordinates: for X, Y and Z (x = X / Z, y = Y / Z), five digits of 52 bits each, in Montgomery form with R = 2²⁵⁶, of
    ///     numbers below 2 p.
    public static func multiplyP256(
        _ digits: UnsafePointer<UInt64>,
        _ point: UnsafePointer<UInt64>,
        into coordinates: UnsafeMutablePointer<UInt64>,
        memory: UnsafeMutablePointer<UInt64>
    ) {
        unsafe MultipleP256(of: point, memory: memory).multiply(digits, into: coordinates)
    }

    /// A multiple of the base point of P-256.
    ///
    /// - Parameters:
    ///   - digits: 52, from −16 to 16.
    ///   - table: of x and y, five digits of 52 bits each, in Montgomery form with R = 2²⁶⁰, for 1 to 16.
    ///   - coordinates: as for ``multiplyP256(_:_:into:memory:)``.
    public static func basePointP256(
        _ digits: UnsafePointer<UInt64>,
        table: UnsafePointer<UInt64>,
        into coordinates: UnsafeMutablePointer<UInt64>,
        memory: UnsafeMutablePointer<UInt64>
    ) {
        unsafe BasePointP256.multiply(digits, table: table, into: coordinates, memory: memory)
    }
}
