/// One cryptographic library as a TLS handshake sees it: a stateless namespace of whole operations.
///
/// A conforming type is an `enum` without cases. Every requirement does at least about 100 ns of work, so that the call
/// through the seam (about 2 ns) stays invisible. Nothing above this protocol asks which backend it runs on; what a
/// library cannot do, it does not list in ``capabilities``.
public protocol CryptoBackend: CodeSelection, Sendable {
    /// A running hash of the handshake transcript.
    associatedtype Hash: HashContext
    /// HMAC, keyed once and used for every A(i) of P_hash.
    associatedtype MAC: MACContext
    /// Protection of one direction of a connection.
    associatedtype AEAD: RecordAEAD
    /// Half of an ephemeral key exchange.
    associatedtype KeyShare: EphemeralKeyShare
    /// The key pair of a key encapsulation; may be left out.
    associatedtype KEMKey: KEMKeyPair = NoKEM
    /// The RSA key of a server's certificate, as a client uses it.
    associatedtype PublicKey: RSAPublicKey
    /// The RSA key behind a server's certificate.
    associatedtype PrivateKey: RSAPrivateKey
    /// The ECDSA key of a certificate; may be left out.
    associatedtype ECDSAPublicKey: ECDSAVerifyingKey = NoECDSA
    /// The ECDSA key behind a certificate; may be left out.
    associatedtype ECDSAPrivateKey: ECDSASigningKey = NoECDSA

    /// Name and version as the library itself reports them; copied into every result.
    static var identity: BackendIdentity { get }
    /// What works here, most preferred first. Engine, scenarios and tests iterate this and nothing else.
    static var capabilities: Capabilities { get }

    /// The library's own words for its code in ``CryptoError/library(call:code:)``; nil where it has none for it.
    static func words(forLibraryCode code: UInt64) -> String?

    /// Fills `output` from a cryptographically secure source.
    static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError)

    /// PRF(secret, label, seed) of RFC 5246 §5, filling the whole of `output`. Default: P_hash over ``MAC``.
    ///
    /// Leaks: only the lengths of its arguments.
    static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError)
}

extension CryptoBackend {
    /// None: the code has to do.
    public static func words(forLibraryCode code: UInt64) -> String? { nil }

    /// An error for people, with the library's own words where it is a library's.
    public static func words(for error: CryptoError) -> String {
        guard case .library(let call, let code) = error else { return "\(error)" }
        return "\(call): \(words(forLibraryCode: code) ?? "code \(code)")"
    }
}
