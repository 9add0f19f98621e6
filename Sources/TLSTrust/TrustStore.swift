internal import COpenSSL
public import CryptoBackend
internal import Glibc
public import TLSEngine
public import TLSWire

/// The authorities that one side trusts, and the verification of the other's chain, and of a server's name, by libcrypto.
@safe public final class TrustStore: CertificateVerifier, ClientCertificateVerifier, @unchecked Sendable {
    /// The names of the authorities in DER, for CertificateRequest (RFC 5246 §7.4.4); none for the system's.
    public let authorityNames: [[UInt8]]
    /// X509_STORE: only read after `init`, and counted and locked by the library.
    private let store: OpaquePointer
    private let cache = CertificateCache()

    /// Trusts the certificates of a PEM file.
    public convenience init(pemFile: String) throws(TrustError) {
        try self.init(try TLSTrust.certificates(inPEM: contents(ofFile: pemFile), pemFile))
    }

    /// Trusts the certificates of a PEM text.
    public convenience init(pem: String) throws(TrustError) {
        try self.init(try TLSTrust.certificates(inPEM: Array(pem.utf8), "the authorities"))
    }

    /// Trusts what the system trusts: the files that libcrypto was built to look at.
    public init() throws(TrustError) {
        try requireLibrary()
        unsafe store = try required(X509_STORE_new(), "X509_STORE_new")
        authorityNames = []
        try check(unsafe X509_STORE_set_default_paths(store), "X509_STORE_set_default_paths")
    }

    init(_ authorities: [Certificate]) throws(TrustError) {
        unsafe store = try required(X509_STORE_new(), "X509_STORE_new")
        authorityNames = authorities.map(\.subjectDER)
        for authority in authorities {
            try check(unsafe X509_STORE_add_cert(store, authority.pointer), "X509_STORE_add_cert")
        }
    }

    deinit { unsafe X509_STORE_free(store) }

    /// Builds and checks the chain (RFC 5280 §6), its purpose, its strength, what its key may do and the name (RFC 9525 §6), each
    /// time anew; a certificate that was in a trusted chain before is not read again.
    public func verify(
        _ chain: [[UInt8]],
        serverName: ServerName,
        usage: KeyUsage
    ) throws(CertificateRejection) -> CertificateKey {
        try verify(chain, of: .server(serverName), usage)
    }

    /// The same for a client's chain: its purpose is another one, it signs, and no name is looked for.
    public func verifyClient(_ chain: [[UInt8]]) throws(CertificateRejection) -> CertificateKey {
        try verify(chain, of: .client, .digitalSignature)
    }

    /// Whose chain it is.
    private enum Owner {
        case server(ServerName)
        case client

        /// The library's name for the purpose.
        var purpose: String {
            switch self {
            case .server: "ssl_server"
            case .client: "ssl_client"
            }
        }
    }

    private func verify(
        _ chain: [[UInt8]],
        of owner: Owner,
        _ usage: KeyUsage
    ) throws(CertificateRejection) -> CertificateKey {
        var certificates: [Certificate] = []
        for (index, der) in chain.enumerated() {
            guard let certificate = cache.certificate(der) else {
                throw CertificateRejection(.malformed, detail: "certificate \(index + 1) of \(chain.count)")
            }
            certificates.append(certificate)
        }
        guard let leaf = certificates.first else { throw CertificateRejection(.malformed, detail: "no certificate") }
        let rejection: CertificateRejection?
        do { rejection = try verification(of: certificates, leaf, owner) } catch { throw .init(error) }
        if let rejection { throw rejection }
        guard leaf.allows(usage) else {
            throw CertificateRejection(
                .wrongPurpose,
                detail: "keyUsage without \(usage.rawValue) (\(subject(of: leaf)))"
            )
        }
        guard let key = leaf.publicKey else {
            throw CertificateRejection(.unsupportedKey, detail: subject(of: leaf))
        }
        cache.keep(chain, certificates)
        return key
    }

    /// X509_verify_cert; nil if all is well.
    private func verification(
        of certificates: [Certificate],
        _ leaf: Certificate,
        _ owner: Owner
    ) throws(TrustError) -> CertificateRejection? {
        let context = unsafe try required(X509_STORE_CTX_new(), "X509_STORE_CTX_new")
        defer { unsafe X509_STORE_CTX_free(context) }
        let untrusted = unsafe try required(OPENSSL_sk_new_null(), "OPENSSL_sk_new_null")
        defer { unsafe OPENSSL_sk_free(untrusted) }
        for certificate in certificates.dropFirst() {
            try check(unsafe OPENSSL_sk_push(untrusted, UnsafeRawPointer(certificate.pointer)), "OPENSSL_sk_push")
        }
        try check(unsafe X509_STORE_CTX_init(context, store, leaf.pointer, untrusted), "X509_STORE_CTX_init")
        try check(unsafe X509_STORE_CTX_set_default(context, owner.purpose), "X509_STORE_CTX_set_default")
        let parameters = unsafe try required(X509_STORE_CTX_get0_param(context), "X509_STORE_CTX_get0_param")
        unsafe X509_VERIFY_PARAM_set_auth_level(parameters, Self.securityLevel)
        if case .server(let name) = owner { unsafe try expect(name, parameters) }
        let result = unsafe X509_verify_cert(context)
        ERR_clear_error()
        guard result != 1 else { return nil }
        let failed = unsafe X509_STORE_CTX_get_current_cert(context)
        let about = if let failed = unsafe failed { unsafe subject(ofPointer: failed) } else { subject(of: leaf) }
        return unsafe CertificateRejection(code: X509_STORE_CTX_get_error(context), about: about)
    }

    /// 112 bits: RSA keys from 2,048 bits on, and no SHA-1.
    private static let securityLevel: Int32 = 2

    /// Sets the name to look for, among the alternative names alone: what the subject is called does not count, whatever other
    /// names there are (RFC 9525 §2, §6.2). A wildcard stands for one whole label (RFC 9525 §6.3).
    private func expect(_ name: ServerName, _ parameters: OpaquePointer) throws(TrustError) {
        if let address = name.address {
            let set = unsafe X509_VERIFY_PARAM_set1_ip(parameters, address, address.count)
            return try check(set, "X509_VERIFY_PARAM_set1_ip")
        }
        let flags = UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS) | UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT)
        unsafe X509_VERIFY_PARAM_set_hostflags(parameters, flags)
        // The length is given, and is not 0: with 0 the library would look for the end itself, or for no name.
        let set = unsafe X509_VERIFY_PARAM_set1_host(parameters, name.text, name.text.utf8.count)
        try check(set, "X509_VERIFY_PARAM_set1_host")
    }
}

/// The subject's name in one line.
private func subject(of certificate: Certificate) -> String { unsafe subject(ofPointer: certificate.pointer) }

private func subject(ofPointer certificate: OpaquePointer) -> String {
    guard let text = unsafe X509_NAME_oneline(X509_get_subject_name(certificate), nil, 0) else { return "" }
    defer { unsafe CRYPTO_free(text, "", 0) }
    return unsafe String(cString: text)
}

extension Certificate {
    /// The subject's name in DER.
    fileprivate var subjectDER: [UInt8] {
        var memory: UnsafeMutablePointer<UInt8>?
        let count = unsafe i2d_X509_NAME(X509_get_subject_name(pointer), &memory)
        defer { unsafe CRYPTO_free(memory, "", 0) }
        guard count > 0, let memory = unsafe memory else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: memory, count: Int(count)))
    }
}
