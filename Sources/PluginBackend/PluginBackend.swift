internal import CPlugin
public import CryptoBackend

/// A library behind the interface of `tlsbench_plugin.h`: the plug-in that this process has loaded (``PluginLibrary``), of which there
/// is one at most. Without one nothing is offered.
public enum PluginBackend: CryptoBackend {
    /// The functions `hash_…`.
    public typealias Hash = PluginHash
    /// The functions `hmac_…`.
    public typealias MAC = PluginMAC
    /// The functions `aead_…`.
    public typealias AEAD = PluginAEAD
    /// The functions `share_…`.
    public typealias KeyShare = PluginKeyShare
    /// The functions `kem_…`.
    public typealias KEMKey = PluginKEMKey
    /// The functions `rsa_public_…`.
    public typealias PublicKey = PluginPublicKey
    /// The functions `rsa_private_…`.
    public typealias PrivateKey = PluginPrivateKey
    /// The functions `ecdsa_public_…`.
    public typealias ECDSAPublicKey = PluginECDSAPublicKey
    /// The functions `ecdsa_private_…`.
    public typealias ECDSAPrivateKey = PluginECDSAPrivateKey

    // Read once, behind the loading: a handshake asks for them many times.

    /// The library's name and version as the plug-in reports them.
    public static let identity =
        PluginLibrary.loaded?.identity
        ?? BackendIdentity(name: PluginLibrary.columnName, library: "none", version: "none", codePath: "none")

    /// What the plug-in answered when it was asked for each algorithm.
    public static let capabilities = PluginLibrary.loaded?.capabilities ?? PluginOffer.nothing

    /// As the plug-in reports it.
    public static func codePath(of primitive: Primitive) -> String {
        guard let path = unsafe functions.pointee.code_path else { return "" }
        let what =
            switch primitive {
            case .rsaPublic, .rsaPrivate: "rsa"
            case .hash(let hash): hash.rawValue
            case .aead(let aead): aead.rawValue
            case .keyShare(let group): group.name
            case .kem(let algorithm): algorithm.rawValue
            case .ecdsa: "ecdsa"
            }
        var words: String?
        _ = calling("code_path") {
            words = unsafe what.withCString { unsafe PluginText.line(path($0), longest: 100) }
            return tlsbench_status(TLSBENCH_OK)
        }
        return words ?? ""
    }

    /// `random`.
    public static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        guard let random = unsafe functions.pointee.random else { throw .notOffered }
        let count = output.count
        guard count > 0 else { return }
        try check(unsafe calling("random", writing: &output) { unsafe random($0, count) }, "random")
    }

    /// `prf`, or P_hash over `hmac_…` where it is absent. Leaks: only the lengths of its arguments.
    public static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        guard let prf = unsafe functions.pointee.prf else {
            return try prfOverMAC(secret, label: label, seed: seed, hash: hash, into: &output)
        }
        let count = output.count
        guard count > 0 else { return }
        let label = label.octets
        let status = secret.withBytes { secret in
            unsafe secret.withUnsafeBufferPointer { secret in
                unsafe label.span.withUnsafeBufferPointer { label in
                    unsafe seed.withUnsafeBufferPointer { seed in
                        unsafe calling("prf", writing: &output) {
                            unsafe prf(
                                hash.inTable,
                                secret.baseAddress,
                                secret.count,
                                label.baseAddress,
                                label.count,
                                seed.baseAddress,
                                seed.count,
                                $0,
                                count
                            )
                        }
                    }
                }
            }
        }
        try check(status, "prf")
    }
}
