internal import COpenSSL

/// An authority and a server certificate under it, made in memory: for benchmarks, tests and a server without files.
public struct TestPKI: Sendable {
    /// The server's certificate and key.
    public let credentials: Credentials
    /// The authority's certificate in PEM, for clients to trust.
    public let authorityPEM: String
    /// Trusts that authority and no other.
    public let trustStore: TrustStore

    /// Makes a key of `keyBits` bits for the server, which takes from milliseconds to seconds, and certifies it.
    ///
    /// - Parameter serverNames: DNS names and addresses; the first is the subject too.
    public static func mint(
        serverNames: [String],
        keyBits: Int,
        validity: Validity = .now,
        purpose: Purpose = .server
    ) throws(TrustError) -> TestPKI {
        try mint(serverNames, try generateKey(bits: keyBits), validity, purpose: purpose)
    }

    /// Makes keys of ECDSA on P-256 for the authority and for the server, or a client, and certifies the second.
    public static func mintECDSA(
        serverNames: [String],
        validity: Validity = .now,
        purpose: Purpose = .server
    ) throws(TrustError) -> TestPKI {
        try mint(serverNames, try generateECDSAKey(), validity, try generateECDSAKey(), purpose: purpose)
    }

    /// Who is to show the certificate.
    public enum Purpose: Hashable, Sendable {
        /// A server.
        case server
        /// A client.
        case client
    }

    /// Certifies a key that exists already; with a key for the authority too, no key has to be made.
    ///
    /// - Parameter day: with one, times count from its beginning (UTC, in days since 1970) and serial numbers are constant:
    ///   the same keys give the same certificates all day, octet by octet.
    public static func mint(
        serverNames: [String],
        keyPEM: String,
        authorityKeyPEM: String? = nil,
        validity: Validity = .now,
        day: Int? = nil
    ) throws(TrustError) -> TestPKI {
        let key = try privateKey(inPEM: Array(keyPEM.utf8), "the key")
        guard let authorityKeyPEM else { return try mint(serverNames, key, validity, day: day) }
        let authorityKey = try privateKey(inPEM: Array(authorityKeyPEM.utf8), "the authority's key")
        return try mint(serverNames, key, validity, authorityKey, day: day)
    }

    /// When the server's certificate is valid.
    public struct Validity: Hashable, Sendable {
        /// Seconds from now to its beginning.
        public let from: Int
        /// Seconds from now to its end.
        public let until: Int

        /// Any span, past ones too.
        public init(from: Int, until: Int) {
            self.from = from
            self.until = until
        }

        /// From an hour ago, for clocks that are behind, for a year.
        public static let now = Validity(from: -3600, until: 365 * 86400)
    }

    private static func mint(
        _ serverNames: [String],
        _ key: Key,
        _ validity: Validity,
        _ existingAuthorityKey: Key? = nil,
        day: Int? = nil,
        purpose: Purpose = .server
    ) throws(TrustError) -> TestPKI {
        let authorityKey = if let existingAuthorityKey { existingAuthorityKey } else { try generateKey(bits: 2048) }
        let authority = try CertificateBuilder.authority(
            named: "tlsbench test authority",
            authorityKey,
            Issue(day: day, number: 1)
        )
        let issue = try Issue(day: day, number: 2)
        let leaf = try CertificateBuilder.leaf(
            purpose,
            serverNames,
            key,
            under: authority,
            authorityKey,
            validity,
            issue
        )
        return TestPKI(
            credentials: try Credentials([leaf], key),
            authorityPEM: try pem(authority),
            trustStore: try TrustStore([authority])
        )
    }
}

private func generateKey(bits: Int) throws(TrustError) -> Key {
    unsafe try generateKey(EVP_PKEY_RSA) { (context) throws(TrustError) in
        try check(unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)), "EVP_PKEY_CTX_set_rsa_keygen_bits")
    }
}

private func generateECDSAKey() throws(TrustError) -> Key {
    unsafe try generateKey(EVP_PKEY_EC) { (context) throws(TrustError) in
        try check(unsafe EVP_PKEY_CTX_set_group_name(context, "prime256v1"), "EVP_PKEY_CTX_set_group_name")
    }
}

private func generateKey(
    _ kind: Int32,
    _ setUp: (OpaquePointer) throws(TrustError) -> Void
) throws(TrustError) -> Key {
    try requireLibrary()
    let context = unsafe try required(EVP_PKEY_CTX_new_id(kind, nil), "EVP_PKEY_CTX_new_id")
    defer { unsafe EVP_PKEY_CTX_free(context) }
    try check(unsafe EVP_PKEY_keygen_init(context), "EVP_PKEY_keygen_init")
    unsafe try setUp(context)
    var key: OpaquePointer?
    try check(unsafe EVP_PKEY_generate(context, &key), "EVP_PKEY_generate")
    return unsafe Key(owning: try required(key, "EVP_PKEY_generate"))
}
