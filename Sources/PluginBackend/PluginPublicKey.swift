internal import CPlugin
public import CryptoBackend

/// An RSA public key of the plug-in's.
public final class PluginPublicKey: RSAPublicKey {
    private let key: PluginObject
    private let length: Int

    /// `rsa_public_new`; throws ``CryptoError/invalidKey(_:)`` for a length that the plug-in does not take.
    public init(_ components: RSAPublicComponents) throws(CryptoError) {
        guard unsafe functions.pointee.rsa_public_new != nil else { throw .notOffered }
        try components.validate(modulusBits: PluginBackend.capabilities.rsaModulusBits)
        guard UInt64.bitWidth - components.exponent.leadingZeroBitCount <= PluginBackend.capabilities.rsaExponentBits
        else { throw .invalidKey(.publicExponent) }
        length = components.modulusLength
        key = try Self.object(components)
    }

    /// The plug-in's object, of numbers that may be unusable.
    static func object(_ components: RSAPublicComponents) throws(CryptoError) -> PluginObject {
        guard let new = unsafe functions.pointee.rsa_public_new else { throw .notOffered }
        let (modulus, exponent) = (components.modulus, components.exponentOctets)
        return unsafe try modulus.span.withUnsafeBufferPointer { (modulus) throws(CryptoError) in
            unsafe try exponent.span.withUnsafeBufferPointer { (exponent) throws(CryptoError) in
                unsafe try PluginObject(
                    "rsa_public_new",
                    freedBy: functions.pointee.rsa_public_free,
                    "rsa_public_free"
                ) { unsafe new(tlsbench_octets(modulus), tlsbench_octets(exponent), $0) }
            }
        }
    }

    /// `rsa_encrypt`. Leaks: nothing of `premaster` but its length.
    public func encryptPremaster(_ premaster: borrowing SecretBytes) throws(CryptoError) -> [UInt8] {
        guard premaster.count == 48 else {
            throw .invalidLength(of: .premaster, expected: 48, got: premaster.count)
        }
        guard let encrypt = unsafe functions.pointee.rsa_encrypt else { throw .notOffered }
        var ciphertext = [UInt8](repeating: 0, count: length)
        let key = key
        let status = premaster.withBytes { premaster in
            var output = ciphertext.mutableSpan
            return unsafe premaster.withUnsafeBufferPointer { premaster in
                unsafe calling("rsa_encrypt", writing: &output) {
                    unsafe encrypt(key.pointer, premaster.baseAddress, $0)
                }
            }
        }
        try check(status, "rsa_encrypt")
        return ciphertext
    }

    /// `rsa_verify`; throws ``CryptoError/badSignature`` unless the signature holds.
    public func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme
    ) throws(CryptoError) {
        guard scheme.keyKind == .rsa else { throw .badSignature }
        let status = try Self.status(of: signature, over: message, scheme, key)
        // Under a scheme that the plug-in does not know no signature holds.
        if Int(status) == TLSBENCH_NOT_OFFERED { throw .badSignature }
        try check(status, "rsa_verify")
    }

    /// What `rsa_verify` returns.
    static func status(
        of signature: Span<UInt8>,
        over message: Span<UInt8>,
        _ scheme: SignatureScheme,
        _ key: PluginObject
    ) throws(CryptoError) -> tlsbench_status {
        guard let verify = unsafe functions.pointee.rsa_verify else { throw .notOffered }
        return unsafe signature.withUnsafeBufferPointer { signature in
            unsafe message.withUnsafeBufferPointer { message in
                calling("rsa_verify") {
                    unsafe verify(
                        key.pointer,
                        tlsbench_scheme(scheme.rawValue),
                        message.baseAddress,
                        message.count,
                        signature.baseAddress,
                        signature.count
                    )
                }
            }
        }
    }
}

extension tlsbench_octets {
    /// Lent for one call.
    init(_ memory: UnsafeBufferPointer<UInt8>) {
        unsafe self.init(octets: memory.baseAddress, length: memory.count)
    }
}
