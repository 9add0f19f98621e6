internal import COpenSSL
public import CryptoBackend
internal import Glibc
public import TLSEngine

/// A server's certificates and its private key, loaded and found to belong together.
public final class Credentials: Sendable {
    /// DER, the server's own first.
    public let certificateChain: [[UInt8]]
    /// The key of the first certificate.
    public let publicKey: CertificateKey
    let privateKey: PrivateComponents
    private let certificates: [Certificate]
    private let key: Key

    /// Loads PEM files: the chain, the server's own certificate first, and its key.
    public static func load(certificateFile: String, keyFile: String) throws(TrustError) -> Credentials {
        let chain = try contents(ofFile: certificateFile)
        var key = try contents(ofFile: keyFile)
        defer { forget(&key) }
        return try Credentials(chain, certificateFile, key, keyFile)
    }

    /// Takes PEM texts: the chain, the server's own certificate first, and its key.
    public convenience init(certificatePEM: String, keyPEM: String) throws(TrustError) {
        var key = Array(keyPEM.utf8)
        defer { forget(&key) }
        try self.init(Array(certificatePEM.utf8), "the certificates", key, "the key")
    }

    private convenience init(
        _ chainPEM: [UInt8],
        _ chainName: String,
        _ keyPEM: [UInt8],
        _ keyName: String
    ) throws(TrustError) {
        let chain = try TLSTrust.certificates(inPEM: chainPEM, chainName)
        let key = try TLSTrust.privateKey(inPEM: keyPEM, keyName)
        let belongs = unsafe X509_check_private_key(chain[0].pointer, key.pointer) == 1
        ERR_clear_error()
        guard belongs else { throw .keyMismatch(certificate: chainName, key: keyName) }
        try self.init(chain, key)
    }

    init(_ certificates: [Certificate], _ key: Key) throws(TrustError) {
        self.certificates = certificates
        self.key = key
        certificateChain = certificates.map(\.der)
        privateKey = try key.privateComponents()
        publicKey = privateKey.publicKey
    }

    /// An RSA key in plain components, for every backend alike: a copy, which is wiped when it goes. Throws
    /// ``TrustError/keyOfOtherKind(_:wanted:)`` for an ECDSA key.
    public func rsaPrivateKey() throws(TrustError) -> RSAPrivateComponents {
        switch privateKey {
        case .rsa(let components): return components.copy()
        case .ecdsa: throw .keyOfOtherKind(.ecdsa, wanted: .rsa)
        }
    }

    /// Whether the first certificate lets its key be used so.
    public func allow(_ usage: KeyUsage) -> Bool { certificates.first?.allows(usage) ?? false }

    /// An ECDSA key in plain components, in the same way. Throws ``TrustError/keyOfOtherKind(_:wanted:)`` for an RSA key.
    public func ecdsaPrivateKey() throws(TrustError) -> ECDSAPrivateComponents {
        switch privateKey {
        case .ecdsa(let components):
            return ECDSAPrivateComponents(
                publicComponents: components.publicComponents,
                privateValue: components.privateValue.copy()
            )
        case .rsa: throw .keyOfOtherKind(.rsa, wanted: .ecdsa)
        }
    }

    /// The chain as PEM text.
    public func certificatePEM() throws(TrustError) -> String {
        var text = ""
        for certificate in certificates { text += try pem(certificate) }
        return text
    }

    /// The key as PEM text, not encrypted: for peers that read it. It is a copy that nobody wipes.
    public func privateKeyPEM() throws(TrustError) -> String { try pem(key) }
}

/// Wipes the text of a key.
private func forget(_ octets: inout [UInt8]) {
    var memory = octets.mutableSpan
    wipe(&memory)
}
