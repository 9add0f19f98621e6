public import CryptoBackend

/// A backend written in Swift, over any bignum: what its results say of the bignum, they say of nothing else.
///
/// `Random` is ``SystemRandom`` in every backend that may serve.
public enum SwiftCore<Modulus: ModularArithmetic, Random: RandomSource>: CryptoBackend {
    /// SHA-256 and SHA-384.
    public typealias Hash = SwiftHash
    /// HMAC over them.
    public typealias MAC = SwiftMAC
    /// AES-GCM and ChaCha20-Poly1305.
    public typealias AEAD = SwiftAEAD
    /// Curves, and fields over the bignum.
    public typealias KeyShare = SwiftKeyShare<Modulus, Random>
    /// ML-KEM-768.
    public typealias KEMKey = SwiftKEMKey<Random>
    /// RSA over the bignum.
    public typealias PublicKey = SwiftPublicKey<Modulus, Random>
    /// RSA over the bignum.
    public typealias PrivateKey = SwiftPrivateKey<Modulus, Random>
    /// P-256.
    public typealias ECDSAPublicKey = SwiftECDSAPublicKey
    /// P-256.
    public typealias ECDSAPrivateKey = SwiftECDSAPrivateKey<Random>

    /// The bignum's name, since that is where two of these differ.
    public static var identity: BackendIdentity {
        let bignum = Modulus.library
        return BackendIdentity(
            name: bignum.name,
            library: bignum.library,
            version: bignum.version,
            codePath: "\(bignum.codePath); \(Dispatch.description)",
            isa: InstructionSet.maskName
        )
    }

    /// The bignum's path for RSA, the tier of a kernel for all else.
    public static func codePath(of primitive: Primitive) -> String {
        switch primitive {
        case .rsaPublic(let bits): "\(Modulus.library.name)/\(Modulus.codePath(modulusBits: bits))"
        case .rsaPrivate(let bits): "\(Modulus.library.name)/\(Modulus.codePath(modulusBits: (bits + 1) / 2))"
        case .hash(.sha256): "swift/\(Dispatch.sha256.rawValue)"
        case .hash(.sha384): "swift/\(Dispatch.sha512.rawValue)"
        case .aead(.aes128GCM), .aead(.aes256GCM): "swift/\(Dispatch.gcm.rawValue)"
        case .aead(.chacha20Poly1305): "swift/\(Dispatch.chaCha.rawValue)"
        case .keyShare(let group) where group.keyExchange == .dhe:
            "\(Modulus.library.name)/\(Modulus.codePath(modulusBits: 8 * group.publicValueLength))"
        case .keyShare, .ecdsa: "swift/\(Dispatch.curve.rawValue)"
        case .kem: "swift/\(Dispatch.lattice.rawValue)"
        }
    }

    /// Only what computes modulo something is the bignum's own; the rest is one code for all of these backends, and belongs to the
    /// one that is Swift as a whole.
    public static func lender(of primitive: Primitive) -> String? {
        let whole = MontgomeryModulus.library.name
        guard Modulus.library.name != whole else { return nil }
        return switch primitive {
        case .rsaPublic, .rsaPrivate: nil
        case .keyShare(let group) where group.keyExchange == .dhe: nil
        case .hash, .aead, .keyShare, .kem, .ecdsa: whole
        }
    }

    /// What the CPU has, less the mask.
    public static var usableFeatures: InstructionSet? { .effective }

    /// The mask of this project's kernels.
    public static func environment(limitedTo set: InstructionSet) -> [String: String] {
        InstructionSet.environment(limitedTo: set)
    }

    /// All that the seam knows.
    public static var capabilities: Capabilities { .complete.offering(kems: KEMAlgorithm.allCases) }

    /// P_hash of RFC 5246 §5, without an allocation where secret and seed are as short as TLS has them.
    ///
    /// Leaks: only the lengths of its arguments.
    public static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        let text = label.octets
        guard PHash.fits(hash, secret: secret.count, label: text.count, seed: seed.count) else {
            return try prfOverMAC(secret, label: label, seed: seed, hash: hash, into: &output)
        }
        var chain = PHash(secret, hash)
        chain.fill(&output, label: text.span, seed: seed)
        chain.wipe()
    }

    /// Fills `output` from `Random`.
    public static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        try Random.fill(&output)
    }
}

/// All of it in Swift.
public typealias SwiftBackend = SwiftCore<MontgomeryModulus, SystemRandom>
