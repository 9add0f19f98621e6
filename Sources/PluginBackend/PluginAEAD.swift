internal import CPlugin
public import CryptoBackend

/// Record protection of the plug-in's. The functions that a record needs are kept next to their context.
@safe public final class PluginAEAD: RecordAEAD {
    private let context: PluginObject
    private let sealing: Protect
    private let opening: Protect

    private typealias Protect =
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?,
            Int
        ) -> tlsbench_status

    /// `aead_new`. Leaks: only the length of `key`.
    public init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError) {
        guard key.count == algorithm.keyLength else {
            throw .invalidLength(of: .key, expected: algorithm.keyLength, got: key.count)
        }
        guard let new = unsafe functions.pointee.aead_new, let seal = unsafe functions.pointee.aead_seal,
            let open = unsafe functions.pointee.aead_open
        else { throw .notOffered }
        unsafe (sealing, opening) = unsafe (seal, open)
        context = try key.withBytes { (key) throws(CryptoError) in
            unsafe try key.withUnsafeBufferPointer { (key) throws(CryptoError) in
                unsafe try PluginObject("aead_new", freedBy: functions.pointee.aead_free, "aead_free") {
                    unsafe new(algorithm.inTable, key.baseAddress, key.count, $0)
                }
            }
        }
    }

    /// `aead_seal`.
    public func seal(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        let status = unsafe try protect("aead_seal", sealing, &record, nonce, additional)
        try check(status, "aead_seal")
    }

    /// `aead_open`; a record whose tag does not hold is wiped, whatever the plug-in left in it.
    public func open(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        let status = unsafe try protect("aead_open", opening, &record, nonce, additional)
        if Int(status) != TLSBENCH_OK { wipe(&record) }
        try check(status, "aead_open")
    }

    @inline(__always)
    private func protect(
        _ name: StaticString,
        _ function: Protect,
        _ record: inout MutableSpan<UInt8>,
        _ nonce: Span<UInt8>,
        _ additional: Span<UInt8>
    ) throws(CryptoError) -> tlsbench_status {
        guard nonce.count == AEADAlgorithm.nonceLength else {
            throw .invalidLength(of: .nonce, expected: AEADAlgorithm.nonceLength, got: nonce.count)
        }
        let count = record.count - AEADAlgorithm.tagLength
        guard count >= 0 else {
            throw .invalidLength(of: .record, expected: AEADAlgorithm.tagLength, got: record.count)
        }
        let context = context
        return unsafe nonce.withUnsafeBufferPointer { nonce in
            unsafe additional.withUnsafeBufferPointer { additional in
                unsafe calling(name, writing: &record) { record in
                    unsafe function(
                        context.pointer,
                        nonce.baseAddress,
                        additional.baseAddress,
                        additional.count,
                        record,
                        count
                    )
                }
            }
        }
    }
}

extension AEADAlgorithm {
    /// As the interface has it.
    var inTable: tlsbench_aead {
        switch self {
        case .aes128GCM: tlsbench_aead(TLSBENCH_AES_128_GCM)
        case .aes256GCM: tlsbench_aead(TLSBENCH_AES_256_GCM)
        case .chacha20Poly1305: tlsbench_aead(TLSBENCH_CHACHA20_POLY1305)
        }
    }
}
