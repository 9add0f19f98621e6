public import CryptoBackend
internal import Glibc

/// The random numbers of the kernel.
public enum SystemRandom: RandomSource {
    /// Fills `output` by getentropy(3): getrandom(2), which waits for the pool's first seeding and never after that.
    ///
    /// Throws ``CryptoError/noRandomness(errno:)`` where the kernel has none to give.
    public static func fill(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        let failure: Int32 = unsafe output.withUnsafeMutableBytes { buffer in
            var rest = unsafe buffer[...]
            while unsafe !rest.isEmpty {
                let part = unsafe UnsafeMutableRawBufferPointer(rebasing: rest.prefix(largestRequest))
                guard let start = part.baseAddress else { break }
                if unsafe getentropy(start, part.count) != 0 { return errno }
                unsafe rest = rest.dropFirst(part.count)
            }
            return 0
        }
        guard failure == 0 else { throw .noRandomness(errno: failure) }
    }

    /// What getentropy(3) takes at once, in octets.
    private static let largestRequest = 256
}

extension RandomSource {
    /// `count` random octets that are secret.
    static func octets(_ count: Int) throws(CryptoError) -> SecretBytes {
        var octets = SecretBytes(zeroed: count)
        try octets.withMutableBytes { (octets) throws(CryptoError) in try fill(&octets) }
        return octets
    }
}
