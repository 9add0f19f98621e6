internal import COpenSSL
internal import CryptoBackend

/// The key of a certificate, read from the octets of its SubjectPublicKeyInfo; nil if it is not supported, or not what it says.
///
/// Asking the decoded key for its numbers goes through the provider and takes ten times as long.
func publicKey(of certificate: OpaquePointer) -> CertificateKey? {
    defer { ERR_clear_error() }
    guard let key = unsafe X509_get0_pubkey(certificate), let bits = unsafe X509_get0_pubkey_bitstr(certificate) else {
        return nil
    }
    switch unsafe kind(of: key) {
    case .rsa: return unsafe rsaPublicComponents(bits).map { .rsa($0) }
    case .ecdsa: return unsafe ecdsaPublicComponents(bits).map { .ecdsa($0) }
    case nil: return nil
    }
}

extension Key {
    /// The kind; nil for one that is not supported.
    var kind: CertificateKey.Kind? { unsafe TLSTrust.kind(of: pointer) }
}

/// ECDSA is on P-256 alone.
private func kind(of key: OpaquePointer) -> CertificateKey.Kind? {
    switch unsafe EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_RSA: return .rsa
    case EVP_PKEY_EC:
        var name = [CChar](repeating: 0, count: 32)
        guard unsafe EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1 else { return nil }
        let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text == "prime256v1" ? .ecdsa : nil
    default: return nil
    }
}

/// The octets of an ECPoint (RFC 5480 §2.2), without compression as TLS has points (RFC 8422 §5.4.1).
private func ecdsaPublicComponents(_ bits: UnsafePointer<ASN1_STRING>) -> ECDSAPublicComponents? {
    guard let data = unsafe ASN1_STRING_get0_data(bits) else { return nil }
    let point = unsafe Array(UnsafeBufferPointer(start: data, count: Int(ASN1_STRING_length(bits))))
    guard point.count == NamedGroup.secp256r1.publicValueLength, point[0] == 4 else { return nil }
    return ECDSAPublicComponents(group: .secp256r1, point: point)
}

/// n and e of an RSAPublicKey (RFC 8017 §A.1.1).
private func rsaPublicComponents(_ bits: UnsafePointer<ASN1_STRING>) -> RSAPublicComponents? {
    let end = unsafe ASN1_STRING_get0_data(bits).map { unsafe $0 + Int(ASN1_STRING_length(bits)) }
    var cursor = unsafe ASN1_STRING_get0_data(bits)
    var length = 0
    var tag: Int32 = 0
    var kind: Int32 = 0
    guard let start = unsafe cursor, let end = unsafe end else { return nil }
    guard unsafe ASN1_get_object(&cursor, &length, &tag, &kind, end - start) & 0x80 == 0, tag == V_ASN1_SEQUENCE,
        let modulus = unsafe integer(&cursor, end), let exponent = unsafe integer(&cursor, end), exponent.count <= 8
    else { return nil }
    return RSAPublicComponents(modulus: modulus, exponent: exponent.reduce(0) { $0 << 8 | UInt64($1) })
}

/// The next INTEGER, big-endian; nil if there is none or it is negative.
private func integer(_ cursor: inout UnsafePointer<UInt8>?, _ end: UnsafePointer<UInt8>) -> [UInt8]? {
    guard let start = unsafe cursor, let parsed = unsafe d2i_ASN1_INTEGER(nil, &cursor, end - start) else {
        return nil
    }
    defer { unsafe ASN1_INTEGER_free(parsed) }
    guard unsafe ASN1_STRING_type(parsed) == V_ASN1_INTEGER, let data = unsafe ASN1_STRING_get0_data(parsed) else {
        return nil
    }
    return unsafe Array(UnsafeBufferPointer(start: data, count: Int(ASN1_STRING_length(parsed))))
}
