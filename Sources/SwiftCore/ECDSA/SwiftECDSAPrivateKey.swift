internal import CIntrinsics
public import CryptoBackend

/// ECDSA with P-256 and SHA-256 under a private key (FIPS 186-5 §6.4.1).
///
/// Leaks: nothing of the private value and of nonces.
public final class SwiftECDSAPrivateKey<Random: RandomSource>: ECDSASigningKey {
    private let privateValue: SecretBytes

    /// Throws ``CryptoError/invalidKey(_:)`` unless d is from 1 to n − 1 and Q is d G.
    public init(_ components: borrowing ECDSAPrivateComponents) throws(CryptoError) {
        try components.publicComponents.validate()
        guard components.privateValue.count == 32 else {
            throw .invalidLength(of: .privateValue, expected: 32, got: components.privateValue.count)
        }
        // Public: whether a key is valid.
        guard components.privateValue.withBytes({ P256.isUsable($0) }).declassify() else {
            throw .invalidKey(.inconsistent)
        }
        let point = components.publicComponents.point
        let belongs = P256.multiplyBase(components.privateValue).withBytes {
            ConstantTime.equal($0, point.span.extracting(droppingFirst: 1))
        }
        guard belongs.declassify() else { throw .invalidKey(.inconsistent) }
        privateValue = components.privateValue.copy()
    }

    /// A signature with a nonce of the key, the message and 32 random octets. Throws ``CryptoError/notOffered`` for a scheme of
    /// another key, and what the source of random octets throws.
    public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        guard scheme == .ecdsaSecp256r1SHA256 else { throw .notOffered }
        return try sign(message, randomness: Random.octets(32))
    }

    /// The same with random octets that are given; none for the deterministic signature of RFC 6979 §3.2.
    func sign(
        _ message: Span<UInt8>,
        randomness: borrowing SecretBytes,
        tier: Dispatch.Curve = Dispatch.curve
    ) throws(CryptoError) -> [UInt8] {
        let digest = try SwiftHash.digest(message, .sha256).withBytes { ScalarP256.decode($0).0 }
        let key = privateValue.withBytes { ScalarP256.decode($0).0 }
        var nonces = NonceGenerator(privateValue: privateValue, digest: digest.octets, randomness: randomness)
        for _ in 0..<Self.attempts {
            let nonce = nonces.candidate()
            // Public: that this one was thrown away.
            if nonce.withBytes({ P256.isUsable($0) }).declassify() {
                // r = x(k G) mod n
                let r = P256.multiplyBase(nonce, tier: tier).withBytes { ScalarP256.decode($0.extracting(first: 32)).0 }
                // s = k⁻¹ (e + r d) mod n
                let s = nonce.withBytes { ScalarP256.decode($0).0 }.inverse() * (digest + r * key)
                if (!r.isZero & !s.isZero).declassify() { return Self.encode(r, s) }
            }
            nonces.reject()
        }
        throw .faultDetected
    }

    /// Of numbers that are the signature, and no secret any more.
    private static func encode(_ r: ScalarP256, _ s: ScalarP256) -> [UInt8] {
        var numbers = [UInt8](repeating: 0, count: 64)
        var span = numbers.mutableSpan
        r.write(to: &span)
        s.write(to: &span, at: 32)
        unsafe numbers.withUnsafeMutableBytes { memory in
            if let base = memory.baseAddress { unsafe tlsbench_mark_public(base, memory.count) }
        }
        return SignatureDER.encode(numbers.span)
    }

    /// A generator that gives 16 unusable nonces in a row is broken: of 2³² one is.
    private static var attempts: Int { 16 }
}
