internal import COpenSSL
internal import CryptoBackend

/// Builds and signs the two kinds of certificate of a test PKI (RFC 5280 §4).
enum CertificateBuilder {
    /// A self-signed authority.
    static func authority(named name: String, _ key: Key, _ issue: Issue) throws(TrustError) -> Certificate {
        let certificate = try blank(name, key, TestPKI.Validity(from: -3600, until: 10 * 365 * 86400), issue)
        try setIssuer(of: certificate, to: certificate)
        try add(NID_basic_constraints, "critical,CA:TRUE", to: certificate, under: certificate)
        try add(NID_key_usage, "critical,keyCertSign,cRLSign", to: certificate, under: certificate)
        try add(NID_subject_key_identifier, "hash", to: certificate, under: certificate)
        try sign(certificate, with: key)
        return certificate
    }

    /// A server's certificate for signatures and, with an RSA key, for key exchange, or a client's.
    static func leaf(
        _ purpose: TestPKI.Purpose,
        _ names: [String],
        _ key: Key,
        under authority: Certificate,
        _ authorityKey: Key,
        _ validity: TestPKI.Validity,
        _ issue: Issue
    ) throws(TrustError) -> Certificate {
        let certificate = try blank(names.first ?? "localhost", key, validity, issue)
        try setIssuer(of: certificate, to: authority)
        try add(NID_basic_constraints, "critical,CA:FALSE", to: certificate, under: authority)
        let isServer = purpose == .server
        let usage =
            isServer && key.kind == .rsa ? "critical,digitalSignature,keyEncipherment" : "critical,digitalSignature"
        try add(NID_key_usage, usage, to: certificate, under: authority)
        try add(NID_ext_key_usage, isServer ? "serverAuth" : "clientAuth", to: certificate, under: authority)
        let alternatives = names.map { isAddress($0) ? "IP:\($0)" : "DNS:\($0)" }.joined(separator: ",")
        if !alternatives.isEmpty { try add(NID_subject_alt_name, alternatives, to: certificate, under: authority) }
        try add(NID_subject_key_identifier, "hash", to: certificate, under: authority)
        try add(NID_authority_key_identifier, "keyid", to: certificate, under: authority)
        try sign(certificate, with: authorityKey)
        return certificate
    }

    private static func blank(
        _ commonName: String,
        _ key: Key,
        _ validity: TestPKI.Validity,
        _ issue: Issue
    ) throws(TrustError) -> Certificate {
        let certificate = unsafe Certificate(owning: try required(X509_new(), "X509_new"))
        let pointer = unsafe certificate.pointer
        try check(unsafe X509_set_version(pointer, 2), "X509_set_version")  // 2 is v3.
        try check(
            unsafe ASN1_INTEGER_set_uint64(X509_get_serialNumber(pointer), issue.serialNumber),
            "ASN1_INTEGER_set_uint64"
        )
        var start = issue.time
        guard unsafe X509_time_adj(X509_getm_notBefore(pointer), validity.from, &start) != nil,
            unsafe X509_time_adj(X509_getm_notAfter(pointer), validity.until, &start) != nil
        else { throw libraryError("X509_time_adj") }
        try check(
            unsafe X509_NAME_add_entry_by_txt(
                X509_get_subject_name(pointer),
                "CN",
                MBSTRING_UTF8,
                commonName,
                -1,
                -1,
                0
            ),
            "X509_NAME_add_entry_by_txt"
        )
        try check(unsafe X509_set_pubkey(pointer, key.pointer), "X509_set_pubkey")
        return certificate
    }

    private static func setIssuer(of certificate: Certificate, to issuer: Certificate) throws(TrustError) {
        try check(
            unsafe X509_set_issuer_name(certificate.pointer, X509_get_subject_name(issuer.pointer)),
            "X509_set_issuer_name"
        )
    }

    /// Adds an extension in the library's own notation (x509v3_config(5)).
    private static func add(
        _ kind: Int32,
        _ value: String,
        to certificate: Certificate,
        under issuer: Certificate
    ) throws(TrustError) {
        var context = unsafe X509V3_CTX()
        unsafe X509V3_set_ctx(&context, issuer.pointer, certificate.pointer, nil, nil, 0)
        let made = unsafe X509V3_EXT_conf_nid(nil, &context, kind, value)
        let addition = unsafe try required(made, "X509V3_EXT_conf_nid")
        defer { unsafe X509_EXTENSION_free(addition) }
        try check(unsafe X509_add_ext(certificate.pointer, addition, -1), "X509_add_ext")
    }

    private static func sign(_ certificate: Certificate, with key: Key) throws(TrustError) {
        try check(unsafe X509_sign(certificate.pointer, key.pointer, EVP_sha256()), "X509_sign")
    }

    /// Whether `name` is an address in text.
    private static func isAddress(_ name: String) -> Bool {
        let address = unsafe a2i_IPADDRESS(name)
        defer { unsafe ASN1_OCTET_STRING_free(address) }
        ERR_clear_error()
        return unsafe address != nil
    }
}
