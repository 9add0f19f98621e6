internal import CPlugin
public import CryptoBackend

/// An RSA private key of the plug-in's, which blinds, checks and wipes it.
public final class PluginPrivateKey: RSAPrivateKey, WithoutKnownAnswers {
    private let key: PluginObject
    private let publicComponents: RSAPublicComponents

    /// `rsa_private_new`; throws ``CryptoError/invalidKey(_:)`` for numbers that do not belong together.
    public init(_ components: borrowing RSAPrivateComponents) throws(CryptoError) {
        guard let new = unsafe functions.pointee.rsa_private_new else { throw .notOffered }
        try components.publicComponents.validate(modulusBits: PluginBackend.capabilities.rsaModulusBits)
        publicComponents = components.publicComponents
        let (modulus, exponent) = (publicComponents.modulus, publicComponents.exponentOctets)
        key = unsafe try modulus.span.withUnsafeBufferPointer { (modulus) throws(CryptoError) in
            unsafe try exponent.span.withUnsafeBufferPointer { (exponent) throws(CryptoError) in
                unsafe try components.withSecrets { (secrets) throws(CryptoError) in
                    var numbers = unsafe secrets
                    unsafe (numbers.n, numbers.e) = unsafe (tlsbench_octets(modulus), tlsbench_octets(exponent))
                    return unsafe try PluginObject(
                        "rsa_private_new",
                        freedBy: functions.pointee.rsa_private_free,
                        "rsa_private_free"
                    ) { unsafe new(&numbers, $0) }
                }
            }
        }
    }

    /// `rsa_decrypt_premaster`, over random octets that stay where the padding is bad.
    public func decryptPremaster(
        _ ciphertext: Span<UInt8>,
        clientVersion: UInt16
    ) throws(CryptoError) -> SecretBytes {
        guard let decrypt = unsafe functions.pointee.rsa_decrypt_premaster else { throw .notOffered }
        try publicComponents.validate(ciphertext: ciphertext)
        var premaster = SecretBytes(zeroed: 48)
        try premaster.withMutableBytes { (output) throws(CryptoError) in try PluginBackend.fillRandom(&output) }
        let key = key
        let status = unsafe ciphertext.withUnsafeBufferPointer { ciphertext in
            premaster.withMutableBytes { output in
                unsafe calling("rsa_decrypt_premaster", writing: &output) {
                    unsafe decrypt(key.pointer, ciphertext.baseAddress, ciphertext.count, clientVersion, $0)
                }
            }
        }
        try check(status, "rsa_decrypt_premaster")
        return premaster
    }

    /// `rsa_sign`.
    public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        guard scheme.keyKind == .rsa, let sign = unsafe functions.pointee.rsa_sign else { throw .notOffered }
        var signature = [UInt8](repeating: 0, count: publicComponents.modulusLength)
        var output = signature.mutableSpan
        let key = key
        let status = unsafe message.withUnsafeBufferPointer { message in
            unsafe calling("rsa_sign", writing: &output) {
                unsafe sign(key.pointer, tlsbench_scheme(scheme.rawValue), message.baseAddress, message.count, $0)
            }
        }
        try check(status, "rsa_sign")
        return signature
    }
}

extension RSAPrivateComponents {
    /// Lends the secret numbers, without the public ones.
    fileprivate borrowing func withSecrets<Result>(
        _ body: (tlsbench_rsa_components) throws(CryptoError) -> Result
    ) throws(CryptoError) -> Result {
        unsafe try Self.lend(privateExponent, prime1) { (d, p) throws(CryptoError) in
            unsafe try Self.lend(prime2, exponent1) { (q, dP) throws(CryptoError) in
                unsafe try Self.lend(exponent2, coefficient) { (dQ, qInv) throws(CryptoError) in
                    let none = unsafe tlsbench_octets(octets: nil, length: 0)
                    return unsafe try body(
                        tlsbench_rsa_components(n: none, e: none, d: d, p: p, q: q, dp: dP, dq: dQ, qinv: qInv)
                    )
                }
            }
        }
    }

    private static func lend<Result>(
        _ first: borrowing SecretBytes,
        _ second: borrowing SecretBytes,
        _ body: (tlsbench_octets, tlsbench_octets) throws(CryptoError) -> Result
    ) throws(CryptoError) -> Result {
        try first.withBytes { (first) throws(CryptoError) in
            try second.withBytes { (second) throws(CryptoError) in
                unsafe try first.withUnsafeBufferPointer { (first) throws(CryptoError) in
                    unsafe try second.withUnsafeBufferPointer { (second) throws(CryptoError) in
                        unsafe try body(tlsbench_octets(first), tlsbench_octets(second))
                    }
                }
            }
        }
    }
}
