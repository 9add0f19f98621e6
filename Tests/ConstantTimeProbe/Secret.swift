internal import CIntrinsics
internal import CryptoBackend

/// A copy whose octets are marked secret.
///
/// - Parameter publicRange: octets that stay public.
func secret(_ octets: [UInt8], except publicRange: (Int) -> Bool = { _ in false }) -> SecretBytes {
    var copy = SecretBytes(copying: octets.span)
    copy.withMutableBytes { span in
        unsafe span.withUnsafeMutableBufferPointer { memory in
            guard let start = memory.baseAddress else { return }
            for index in memory.indices where !publicRange(index) {
                unsafe tlsbench_mark_secret(start + index, 1)
            }
        }
    }
    return copy
}

/// Secret octets for whoever does not mind which; all are 7.
func secretOctets(_ count: Int) -> SecretBytes { secret([UInt8](repeating: 7, count: count)) }

/// Marks the first octets of a record as secret.
func makeSecret(_ octets: inout [UInt8], count: Int) {
    unsafe octets.withUnsafeBytes { memory in
        if let start = memory.baseAddress { unsafe tlsbench_mark_secret(start, count) }
    }
}

/// Marks all octets as secret.
func makeSecret(_ octets: inout MutableSpan<UInt8>) {
    unsafe octets.withUnsafeMutableBufferPointer { memory in
        if let start = memory.baseAddress { unsafe tlsbench_mark_secret(start, memory.count) }
    }
}

/// Marks all octets as public.
func makePublic(_ octets: inout MutableSpan<UInt8>) {
    unsafe octets.withUnsafeMutableBufferPointer { memory in
        if let start = memory.baseAddress { unsafe tlsbench_mark_public(start, memory.count) }
    }
}

/// Results may be looked at.
func makePublic(_ octets: inout [UInt8]) {
    unsafe octets.withUnsafeBytes { memory in
        if let start = memory.baseAddress { unsafe tlsbench_mark_public(start, memory.count) }
    }
}

/// A secret result, to be looked at.
func published(_ secret: borrowing SecretBytes) -> [UInt8] {
    var copy = [UInt8](repeating: 0, count: secret.count)
    secret.withBytes { octets in for index in octets.indices { copy[index] = octets[index] } }
    makePublic(&copy)
    return copy
}
