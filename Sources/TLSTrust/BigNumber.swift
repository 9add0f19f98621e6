internal import COpenSSL
internal import CryptoBackend

/// A BIGNUM, cleared when it goes.
@safe final class BigNumber {
    let pointer: OpaquePointer

    init(_ octets: [UInt8]) throws(TrustError) {
        unsafe pointer = try required(BN_new(), "BN_new")
        _ = unsafe BN_bin2bn(octets, Int32(octets.count), pointer)
    }

    var count: Int { (Int(unsafe BN_num_bits(pointer)) + 7) / 8 }

    /// Big-endian, with leading zeros up to `count`.
    func octets(_ count: Int) -> SecretBytes {
        var octets = SecretBytes(zeroed: count)
        octets.withMutableBytes { octets in
            unsafe octets.withUnsafeMutableBufferPointer { memory in
                _ = unsafe BN_bn2binpad(pointer, memory.baseAddress, Int32(memory.count))
            }
        }
        return octets
    }

    deinit { unsafe BN_clear_free(pointer) }
}
