#if TLSBENCH_KERNELS
internal import AESCLMULKernel
internal import CryptoBackend
internal import VAES512Kernel
internal import VAESKernel

/// AES-GCM under one key in a kernel tier: the expanded key and the powers of H, for who has AES-NI at least.
///
/// Leaks: only lengths.
///
/// The addresses of both parts are used outside of the closures that lend them: they are on the heap, stay where they are, and go
/// with this value, which every call borrows as a whole.
struct KernelAESGCM: ~Copyable {
    private var context: SecretWords
    /// What whole strides of the widest tier take besides: made for the first record that has one, for in a handshake none does.
    private var firstRounds: SecretWords?
    private let rounds: Int
    private let kernel: Kernel

    /// Apart from ``Dispatch/GCM``, which names those of other architectures too: a choice among three takes less.
    private enum Kernel { case aesclmul, vaes, vaes512 }

    /// Takes a key of 16 or 32 octets, and a tier that this CPU has.
    init(key: Span<UInt8>, tier: Dispatch.GCM) {
        precondition(tier != .portable, "the portable tier has no context")
        let kernel: Kernel =
            switch tier {
            case .vaes512: .vaes512
            case .vaes: .vaes
            case .portable, .aesclmul, .aespmull, .aespmullEOR3: .aesclmul
            }
        self.kernel = kernel
        rounds = key.count == 16 ? 10 : 14
        context = SecretWords(zeroed: (kernel == .vaes512 ? VAES512Context.octetCount : GCMContext.octetCount) / 8)
        unsafe context.withUnsafeMutableWords { words in
            unsafe key.withUnsafeBytes { key in
                guard let base = key.baseAddress else { return }
                let context = UnsafeMutableRawPointer(words)
                if kernel == .vaes512 {
                    unsafe VAES512.setUp(context, key: base, keyLength: key.count)
                } else {
                    unsafe setUpAESCLMUL(context, key: base, keyLength: key.count)
                }
            }
        }
    }

    /// Encrypts all but the last 16 octets of `record` and writes the tag there.
    @inline(__always)
    mutating func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) {
        unsafe Self.withPointers(&record, nonce, additional) { data, count, nonce, additional, additionalCount in
            let context = unsafe context.withUnsafeMutableWords { UnsafeMutableRawPointer($0) }
            switch kernel {
            case .vaes512:
                unsafe VAES512.seal(
                    context,
                    firstRounds: tableOfFirstRounds(count, orElse: context),
                    rounds: rounds,
                    data,
                    count: count,
                    nonce: nonce,
                    additional: additional,
                    additionalCount: additionalCount
                )
            case .vaes:
                unsafe VAES.seal(
                    context,
                    rounds: rounds,
                    data,
                    count: count,
                    nonce: nonce,
                    additional: additional,
                    additionalCount: additionalCount
                )
            case .aesclmul:
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
    @inline(__always)
    mutating func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) -> Choice {
        var difference: UInt64 = 1
        unsafe Self.withPointers(&record, nonce, additional) { data, count, nonce, additional, additionalCount in
            let context = unsafe context.withUnsafeMutableWords { UnsafeMutableRawPointer($0) }
            switch kernel {
            case .vaes512:
                difference = unsafe VAES512.open(
                    context,
                    firstRounds: tableOfFirstRounds(count, orElse: context),
                    rounds: rounds,
                    data,
                    count: count,
                    nonce: nonce,
                    additional: additional,
                    additionalCount: additionalCount
                )
            case .vaes:
                difference = unsafe VAES.open(
                    context,
                    rounds: rounds,
                    data,
                    count: count,
                    nonce: nonce,
                    additional: additional,
                    additionalCount: additionalCount
                )
            case .aesclmul:
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

    /// The table for a record of so many octets. None is made for one without a whole stride, which reads nothing from it:
    /// any address will do.
    @inline(__always)
    private mutating func tableOfFirstRounds(_ count: Int, orElse any: UnsafeRawPointer) -> UnsafeRawPointer {
        guard count >= VAES512.strideLength else { return unsafe any }
        if firstRounds == nil { makeFirstRounds() }
        return unsafe firstRounds?.withUnsafeMutableWords { UnsafeRawPointer($0) } ?? any
    }

    private mutating func makeFirstRounds() {
        var table = SecretWords(zeroed: VAES512Context.firstRoundsCount / 8)
        unsafe table.withUnsafeMutableWords { table in
            unsafe context.withUnsafeMutableWords { context in
                unsafe VAES512.setUpFirstRounds(UnsafeMutableRawPointer(table), UnsafeRawPointer(context))
            }
        }
        firstRounds = consume table
    }
}
#elseif !TLSBENCH_ARM_KERNELS
internal import CryptoBackend

/// There are no kernels in this build; ``Dispatch`` never asks for one.
struct KernelAESGCM: ~Copyable {
    init(key: Span<UInt8>, tier: Dispatch.GCM) { preconditionFailure("a build without kernels has the portable tier") }
    mutating func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) {}
    mutating func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) -> Choice {
        .no
    }
}
#endif
