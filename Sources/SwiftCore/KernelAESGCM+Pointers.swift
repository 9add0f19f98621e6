internal import CryptoBackend

extension KernelAESGCM {
    /// Lends everything as a kernel takes it. `record` has room for a tag, `nonce` 12 octets.
    @inline(__always)
    static func withPointers(
        _ record: inout MutableSpan<UInt8>,
        _ nonce: Span<UInt8>,
        _ additional: Span<UInt8>,
        _ body: (UnsafeMutableRawPointer, Int, UnsafeRawPointer, UnsafeRawPointer, Int) -> Void
    ) {
        unsafe record.withUnsafeMutableBytes { record in
            unsafe nonce.withUnsafeBytes { nonce in
                unsafe additional.withUnsafeBytes { additional in
                    guard let data = record.baseAddress, let nonce = nonce.baseAddress else { return }
                    // No additional data has no address either; any will do, for nothing is read from it.
                    let first = unsafe additional.baseAddress ?? UnsafeRawPointer(data)
                    unsafe body(data, record.count - AEADAlgorithm.tagLength, nonce, first, additional.count)
                }
            }
        }
    }
}
