internal import CPlugin
public import CryptoBackend

/// HMAC of the plug-in's, keyed once.
public final class PluginMAC: MACContext {
    private let context: PluginObject
    private let length: Int

    /// `hmac_new`. Leaks: only the length of `key`.
    public init(key: borrowing SecretBytes, hash: HashAlgorithm) throws(CryptoError) {
        guard let new = unsafe functions.pointee.hmac_new else { throw .notOffered }
        length = hash.digestLength
        context = try key.withBytes { (key) throws(CryptoError) in
            unsafe try key.withUnsafeBufferPointer { (key) throws(CryptoError) in
                unsafe try PluginObject("hmac_new", freedBy: functions.pointee.hmac_free, "hmac_free") {
                    unsafe new(hash.inTable, key.baseAddress, key.count, $0)
                }
            }
        }
    }

    /// `hmac_update`.
    public func update(_ octets: Span<UInt8>) throws(CryptoError) {
        guard let update = unsafe functions.pointee.hmac_update else { throw .notOffered }
        let status = unsafe octets.withUnsafeBufferPointer { memory in
            calling("hmac_update") { unsafe update(context.pointer, memory.baseAddress, memory.count) }
        }
        try check(status, "hmac_update")
    }

    /// `hmac_final`.
    public func finalize(into output: inout MutableSpan<UInt8>) throws(CryptoError) {
        guard output.count == length else {
            throw .invalidLength(of: .output, expected: length, got: output.count)
        }
        guard let final = unsafe functions.pointee.hmac_final else { throw .notOffered }
        let context = context
        try check(unsafe calling("hmac_final", writing: &output) { unsafe final(context.pointer, $0) }, "hmac_final")
    }
}
