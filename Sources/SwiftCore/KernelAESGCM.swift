#if TLSBENCH_KERNELS
internal import AESCLMULKernel
internal import CryptoBackend
internal import VAESKernel

/// AES-GCM under one key in a kernel tier: the expanded key and the powers of H, for who has AES-NI at least.
///
/// Leaks: only lengths.
final class KernelAESGCM {
    /// Written during a call alone, and a call runs nobody else's code, so there are never two accesses in one thread. Looking
    /// for them while it runs (SE-0176) took a quarter of the instructions of a short record.
    @exclusivity(unchecked)
    private var context = SecretWords(zeroed: GCMContext.octetCount / 8)
    private let rounds: Int
    private let tier: Dispatch.GCM

    /// Takes a key of 16 or 32 octets, and a tier that this CPU has.
    init(key: Span<UInt8>, tier: Dispatch.GCM) {
        precondition(tier != .portable, "the portable tier has no context")
        self.tier = tier
        rounds = key.count == 16 ? 10 : 14
        unsafe context.withUnsafeMutableWords { words in
            unsafe key.withUnsafeBytes { key in
                guard let base = key.baseAddress else { return }
                unsafe setUpAESCLMUL(UnsafeMutableRawPointer(words), key: base, keyLength: key.count)
            }
        }
    }

    /// Encrypts all but the last 16 octets of `record` and writes the tag there.
    func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) {
        unsafe withPointers(&record, nonce, additional) { context, data, count, nonce, additional, additionalCount in
            if tier == .vaes {
                unsafe VAES.seal(
                    context,
                    rounds: rounds,
                    data,
                    count: count,
                    nonce: nonce,
                    additional: additional,
                    additionalCount: additionalCount
                )
            } else {
                unsafe AESCLMUL.seal(
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
    func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) -> Choice {
        var difference: UInt64 = 1
        unsafe withPointers(&record, nonce, additional) { context, data, count, nonce, additional, additionalCount in
            if tier == .vaes {
                difference = unsafe VAES.open(
                    context,
                    rounds: rounds,
                    data,
                    count: count,
                    nonce: nonce,
                    additional: additional,
                    additionalCount: additionalCount
                )
            } else {
                difference = unsafe AESCLMUL.open(
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

    /// Lends everything as a kernel takes it. `record` has room for a tag, `nonce` 12 octets.
    @inline(__always)
    private func withPointers(
        _ record: inout MutableSpan<UInt8>,
        _ nonce: Span<UInt8>,
        _ additional: Span<UInt8>,
        _ body: (
            UnsafeMutableRawPointer, UnsafeMutableRawPointer, Int, UnsafeRawPointer, UnsafeRawPointer, Int
        ) -> Void
    ) {
        unsafe context.withUnsafeMutableWords { words in
            unsafe record.withUnsafeMutableBytes { record in
                unsafe nonce.withUnsafeBytes { nonce in
                    unsafe additional.withUnsafeBytes { additional in
                        guard let data = record.baseAddress, let nonce = nonce.baseAddress else { return }
                        // No additional data has no address either; any will do, for nothing is read from it.
                        let first = unsafe additional.baseAddress ?? UnsafeRawPointer(data)
                        let count = record.count - AEADAlgorithm.tagLength
                        unsafe body(UnsafeMutableRawPointer(words), data, count, nonce, first, additional.count)
                    }
                }
            }
        }
    }
}
#else
internal import CryptoBackend

/// There are no kernels in this build; ``Dispatch`` never asks for one.
final class KernelAESGCM {
    init(key: Span<UInt8>, tier: Dispatch.GCM) { preconditionFailure("a build without kernels has the portable tier") }
    func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) {}
    func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) -> Choice { .no }
}
#endif
