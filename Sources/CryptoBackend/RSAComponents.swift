/// The public half of an RSA key.
public struct RSAPublicComponents: Sendable, Hashable {
    /// n, big-endian, without leading zero octets.
    public let modulus: [UInt8]
    /// e, odd and above 2. 64 bits hold every exponent that is in use.
    public let exponent: UInt64

    /// Leading zero octets of `modulus` are dropped.
    public init(modulus: [UInt8], exponent: UInt64) {
        self.modulus = [UInt8](modulus.drop { $0 == 0 })
        self.exponent = exponent
    }

    /// The length of the modulus in octets: of every ciphertext and signature too.
    public var modulusLength: Int { modulus.count }

    /// The length of the modulus in bits.
    public var modulusBits: Int { modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0) }
}

/// A two-prime RSA private key in plain components (RFC 8017 §3.2), which every backend is given alike.
///
/// All numbers are big-endian. Lengths are public: `modulusLength` octets for d, half of that, rounded up, for the others.
public struct RSAPrivateComponents: ~Copyable, Sendable {
    /// n and e.
    public let publicComponents: RSAPublicComponents
    /// d, the private exponent.
    public let privateExponent: SecretBytes
    /// p, the first prime.
    public let prime1: SecretBytes
    /// q, the second prime.
    public let prime2: SecretBytes
    /// dP = d mod (p − 1).
    public let exponent1: SecretBytes
    /// dQ = d mod (q − 1).
    public let exponent2: SecretBytes
    /// qInv = q⁻¹ mod p.
    public let coefficient: SecretBytes

    /// Takes the components as they are; whether they belong together is for a backend's key to find out.
    public init(
        publicComponents: RSAPublicComponents,
        privateExponent: consuming SecretBytes,
        prime1: consuming SecretBytes,
        prime2: consuming SecretBytes,
        exponent1: consuming SecretBytes,
        exponent2: consuming SecretBytes,
        coefficient: consuming SecretBytes
    ) {
        self.publicComponents = publicComponents
        self.privateExponent = privateExponent
        self.prime1 = prime1
        self.prime2 = prime2
        self.exponent1 = exponent1
        self.exponent2 = exponent2
        self.coefficient = coefficient
    }
}
