#if TLSBENCH_ARM_KERNELS
internal import AESPMULLKernel
internal import CryptoBackend

/// AES-GCM under one key in a kernel tier of AArch64: the expanded key and the powers of H.
///
/// Leaks: only lengths.
struct KernelAESGCM: ~Copyable {
    private var context = SecretWords(zeroed: AESPMULLContext.octetCount / 8)
    private let rounds: Int
    private let usesEOR3: Bool

    /// Takes a key of 16 or 32 octets, and a tier that this CPU has.
    init(key: Span<UInt8>, tier: Dispatch.GCM) {
        precondition(tier != .portable, "the portable tier has no context")
        rounds = key.count == 16 ? 10 : 14
        usesEOR3 = tier == .aespmullEOR3
        unsafe context.withUnsafeMutableWords { words in
            unsafe key.withUnsafeBytes { key in
                guard let base = key.baseAddress else { return }
                unsafe AESPMULL.setUp(UnsafeMutableRawPointer(words), key: base, keyLength: key.count)
            }
        }
    }

    /// Encrypts all but the last 16 octets of `record` and writes the tag there.
    @inline(__always)
    mutating func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) {
        unsafe Self.withPointers(&record, nonce, additional) { data, count, nonce, additional, additionalCount in
            let context = unsafe context.withUnsafeMutableWords { UnsafeMutableRawPointer($0) }
            if usesEOR3 {
                unsafe AESPMULLEOR3.seal(
                    context,
                    rounds: rounds,
                    data,
                    count: count,
                    nonce: nonce,
                    additional: additional,
                    additionalCount: additionalCount
                )
            } else {
                unsafe AESPMULL.seal(
                    context,
                    rounds: rounds,
                    data,
                    count: count,
                    nonce: nonce,
                    additional: additional,
                    additionalCount: additionalCount
                )
            }
        }
    }

    /// Decrypts all but the last 16 octets of `record`; whether those were the tag. If not, the caller wipes the record.
    @inline(__always)
    mutating func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) -> Choice {
        var difference: UInt64 = 1
        unsafe Self.withPointers(&record, nonce, additional) { data, count, nonce, additional, additionalCount in
            let context = unsafe context.withUnsafeMutableWords { UnsafeMutableRawPointer($0) }
            if usesEOR3 {
                difference = unsafe AESPMULLEOR3.open(
                    context,
                    rounds: rounds,
                    data,
                    count: count,
                    nonce: nonce,
                    additional: additional,
                    additionalCount: additionalCount
                )
            } else {
                difference = unsafe AESPMULL.open(
                    context,
                    rounds: rounds,
                    data,
                    count: count,
                    nonce: nonce,
                    additional: additional,
                    additionalCount: additionalCount
                )
            }
        }
        return Choice(isZero: difference)
    }
}
#endif
