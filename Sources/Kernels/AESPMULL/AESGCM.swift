internal import CIntrinsics

/// AES-GCM on AArch64's 128-bit registers: AES and PMULL. Never to be reached on a CPU without them.
public enum AESPMULL {
    /// Encrypts `count` octets at `data` in place and writes the tag into the 16 octets behind them.
    ///
    /// - Parameters:
    ///   - context: as ``setUp(_:key:keyLength:)`` left it.
    ///   - rounds: 10 for AES-128, 14 for AES-256.
    ///   - nonce: 12 octets.
    ///
    /// Leaks: only the lengths.
    @export(interface)
    public static func seal(
        _ context: UnsafeMutableRawPointer,
        rounds: Int,
        _ data: UnsafeMutableRawPointer,
        count: Int,
        nonce: UnsafeRawPointer,
        additional: UnsafeRawPointer,
        additionalCount: Int
    ) {
        let tag =
            if rounds == 10 {
                unsafe GCM<TwoInstructions>.crypt(
                    context,
                    10,
                    data,
                    count,
                    nonce,
                    additional,
                    additionalCount,
                    isSealing: true
                )
            } else {
                unsafe GCM<TwoInstructions>.crypt(
                    context,
                    14,
                    data,
                    count,
                    nonce,
                    additional,
                    additionalCount,
                    isSealing: true
                )
            }
        unsafe store(tag, data, count)
    }

    /// Decrypts `count` octets at `data` in place; the result is zero if the 16 octets behind them are their tag.
    ///
    /// The caller looks at the result before it lets anybody see the octets. Leaks: only the lengths.
    @export(interface)
    public static func open(
        _ context: UnsafeMutableRawPointer,
        rounds: Int,
        _ data: UnsafeMutableRawPointer,
        count: Int,
        nonce: UnsafeRawPointer,
        additional: UnsafeRawPointer,
        additionalCount: Int
    ) -> UInt64 {
        let received = unsafe load(data, count)
        let tag =
            if rounds == 10 {
                unsafe GCM<TwoInstructions>.crypt(
                    context,
                    10,
                    data,
                    count,
                    nonce,
                    additional,
                    additionalCount,
                    isSealing: false
                )
            } else {
                unsafe GCM<TwoInstructions>.crypt(
                    context,
                    14,
                    data,
                    count,
                    nonce,
                    additional,
                    additionalCount,
                    isSealing: false
                )
            }
        return difference(received, tag)
    }
}

/// The same with SHA3's sum of three vectors in one instruction. Never to be reached on a CPU without it.
public enum AESPMULLEOR3 {
    /// As ``AESPMULL/seal(_:rounds:_:count:nonce:additional:additionalCount:)``.
    @export(interface)
    public static func seal(
        _ context: UnsafeMutableRawPointer,
        rounds: Int,
        _ data: UnsafeMutableRawPointer,
        count: Int,
        nonce: UnsafeRawPointer,
        additional: UnsafeRawPointer,
        additionalCount: Int
    ) {
        let tag =
            if rounds == 10 {
                unsafe GCM<OneInstruction>.crypt(
                    context,
                    10,
                    data,
                    count,
                    nonce,
                    additional,
                    additionalCount,
                    isSealing: true
                )
            } else {
                unsafe GCM<OneInstruction>.crypt(
                    context,
                    14,
                    data,
                    count,
                    nonce,
                    additional,
                    additionalCount,
                    isSealing: true
                )
            }
        unsafe store(tag, data, count)
    }

    /// As ``AESPMULL/open(_:rounds:_:count:nonce:additional:additionalCount:)``.
    @export(interface)
    public static func open(
        _ context: UnsafeMutableRawPointer,
        rounds: Int,
        _ data: UnsafeMutableRawPointer,
        count: Int,
        nonce: UnsafeRawPointer,
        additional: UnsafeRawPointer,
        additionalCount: Int
    ) -> UInt64 {
        let received = unsafe load(data, count)
        let tag =
            if rounds == 10 {
                unsafe GCM<OneInstruction>.crypt(
                    context,
                    10,
                    data,
                    count,
                    nonce,
                    additional,
                    additionalCount,
                    isSealing: false
                )
            } else {
                unsafe GCM<OneInstruction>.crypt(
                    context,
                    14,
                    data,
                    count,
                    nonce,
                    additional,
                    additionalCount,
                    isSealing: false
                )
            }
        return difference(received, tag)
    }
}

/// Zero if both tags are equal.
@inline(__always) private func difference(_ left: uint8x16_t, _ right: uint8x16_t) -> UInt64 {
    let bits = tlsbench_xor_128(left, right)
    return tlsbench_low_word_128(bits) | tlsbench_high_word_128(bits)
}
