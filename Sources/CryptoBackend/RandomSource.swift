/// Where a backend's random octets come from: hello randoms, premaster secrets, padding and blinding.
///
/// A backend that takes one as a parameter has the system's in all that may serve; benchmarks put one in its place whose
/// octets can be foretold, so that two builds do the same work. The layer check sees to it that nobody else can.
public protocol RandomSource: Sendable {
    /// Fills `output`; throws ``CryptoError/noRandomness(errno:)`` if there is nothing to fill it with.
    static func fill(_ output: inout MutableSpan<UInt8>) throws(CryptoError)
}
