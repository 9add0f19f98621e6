internal import COpenSSL
internal import CryptoBackend

/// n and e of a certificate, read from the octets of its RSAPublicKey (RFC 8017 §A.1.1); nil if they are not that.
///
/// Asking the decoded key for its numbers goes through the provider and takes ten times as long.
func rsaPublicComponents(of certificate: OpaquePointer) -> RSAPublicComponents? {
    defer { ERR_clear_error() }
    guard unsafe isRSA(certificate), let bits = unsafe X509_get0_pubkey_bitstr(certificate) else { return nil }
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

private func isRSA(_ certificate: OpaquePointer) -> Bool {
    guard let key = unsafe X509_get0_pubkey(certificate) else { return false }
    return unsafe EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA
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
