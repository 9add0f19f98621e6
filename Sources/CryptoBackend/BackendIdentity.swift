/// Which library answers, as it says of itself; a result names it.
public struct BackendIdentity: Sendable, Hashable {
    /// The backend's name on the command line and in every result: `swift`, `gmp`, `openssl`.
    public let name: String
    /// The library, as people call it.
    public let library: String
    /// The version that the library reports at run time, not the one of its headers.
    public let version: String
    /// Which of the library's code paths runs on this CPU, as far as it can be known.
    public let codePath: String
    /// Which CPU features were taken away from it: `native` if none were.
    public let isa: String

    /// All of it are shown to people and written into results.
    public init(
        name: String,
        library: String,
        version: String,
        codePath: String,
        isa: String = "native"
    ) {
        self.name = name
        self.library = library
        self.version = version
        self.codePath = codePath
        self.isa = isa
    }
}

/// What a backend can do, most preferred first.
public struct Capabilities: Sendable, Hashable {
    /// Hashes, which are those of HMAC and the PRF too.
    public let hashes: [HashAlgorithm]
    /// Record protection.
    public let aeads: [AEADAlgorithm]
    /// Schemes to sign and to verify with.
    public let signatureSchemes: [SignatureScheme]
    /// Ways to come by the premaster secret.
    public let keyExchanges: [KeyExchangeAlgorithm]
    /// Groups for the ephemeral ones.
    public let groups: [NamedGroup]
    /// Key encapsulations, for hybrids of TLS 1.3.
    public let kems: [KEMAlgorithm]
    /// Lengths of an RSA modulus, in bits.
    public let rsaModulusBits: ClosedRange<Int>
    /// The length of the longest RSA public exponent, in bits.
    public let rsaExponentBits: Int

    /// Each list in the order of preference.
    public init(
        hashes: [HashAlgorithm],
        aeads: [AEADAlgorithm],
        signatureSchemes: [SignatureScheme],
        keyExchanges: [KeyExchangeAlgorithm],
        groups: [NamedGroup],
        kems: [KEMAlgorithm] = [],
        rsaModulusBits: ClosedRange<Int>,
        rsaExponentBits: Int = 64
    ) {
        self.hashes = hashes
        self.aeads = aeads
        self.signatureSchemes = signatureSchemes
        self.keyExchanges = keyExchanges
        self.groups = groups
        self.kems = kems
        self.rsaModulusBits = rsaModulusBits
        self.rsaExponentBits = rsaExponentBits
    }

    /// Whether work of this kind is among them.
    public func include(_ primitive: Primitive) -> Bool {
        switch primitive {
        case .rsaPublic(let bits), .rsaPrivate(let bits): rsaModulusBits.contains(bits)
        case .hash(let hash): hashes.contains(hash)
        case .aead(let aead): aeads.contains(aead)
        case .keyShare(let group): groups.contains(group)
        case .kem(let algorithm): kems.contains(algorithm)
        case .ecdsa(let group): group == .secp256r1 && signatureSchemes.contains(.ecdsaSecp256r1SHA256)
        }
    }

    /// Schemes of one kind of key.
    public func signatureSchemes(of kind: CertificateKey.Kind) -> [SignatureScheme] {
        signatureSchemes.filter { $0.keyKind == kind }
    }

    /// The same with these key encapsulations.
    public func offering(kems: [KEMAlgorithm]) -> Capabilities {
        Capabilities(
            hashes: hashes,
            aeads: aeads,
            signatureSchemes: signatureSchemes,
            keyExchanges: keyExchanges,
            groups: groups,
            kems: kems,
            rsaModulusBits: rsaModulusBits,
            rsaExponentBits: rsaExponentBits
        )
    }

    /// All that the seam knows but key encapsulations, which versions of one library have and lack (``offering(kems:)``): what a
    /// backend lists that has no gaps.
    public static let complete = Capabilities(
        hashes: HashAlgorithm.allCases,
        aeads: AEADAlgorithm.allCases,
        signatureSchemes: SignatureScheme.allCases,
        keyExchanges: KeyExchangeAlgorithm.allCases,
        groups: NamedGroup.allCases,
        rsaModulusBits: 1024...8192
    )
}
