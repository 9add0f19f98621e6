internal import COpenSSL

// PEM through libcrypto: certificates, and a private key in any of its forms (PKCS#1, PKCS#8, SEC 1) without a pass phrase.

/// All certificates of a text; `name` says in errors what the text is.
func certificates(inPEM octets: [UInt8], _ name: String) throws(TrustError) -> [Certificate] {
    let input = try MemoryBIO(octets)
    var found: [Certificate] = []
    while true {
        let pointer = unsafe PEM_read_bio_X509(input.pointer, nil, refuseToAsk, nil)
        guard let pointer = unsafe pointer else { break }
        unsafe found.append(Certificate(owning: pointer))
    }
    // The end of the text is an error of its own kind; any other one is about a certificate.
    let reason = ERR_GET_REASON(ERR_peek_last_error())
    ERR_clear_error()
    guard reason == PEM_R_NO_START_LINE else { throw .malformedCertificate(in: name, number: found.count + 1) }
    guard !found.isEmpty else { throw .noCertificate(in: name, FoundContents(octets)) }
    return found
}

/// The first private key of a text.
func privateKey(inPEM octets: [UInt8], _ name: String) throws(TrustError) -> Key {
    let input = try MemoryBIO(octets)
    let pointer = unsafe PEM_read_bio_PrivateKey(input.pointer, nil, refuseToAsk, nil)
    ERR_clear_error()
    guard let pointer = unsafe pointer else {
        let found = FoundContents(octets)
        throw found.isPrivateKeyBlock ? .malformedKey(in: name) : .noPrivateKey(in: name, found)
    }
    let key = unsafe Key(owning: pointer)
    guard key.kind != nil else { throw .unsupportedKey(in: name) }
    return key
}

/// A certificate as text.
func pem(_ certificate: Certificate) throws(TrustError) -> String {
    let output = try MemoryBIO([])
    try check(unsafe PEM_write_bio_X509(output.pointer, certificate.pointer), "PEM_write_bio_X509")
    return output.text
}

/// A private key as text, in PKCS#8, not encrypted.
func pem(_ key: Key) throws(TrustError) -> String {
    let output = try MemoryBIO([])
    try check(
        unsafe PEM_write_bio_PKCS8PrivateKey(output.pointer, key.pointer, nil, nil, 0, nil, nil),
        "PEM_write_bio_PKCS8PrivateKey"
    )
    return output.text
}

/// Without it the library would ask for a pass phrase at the terminal.
private func refuseToAsk(
    _: UnsafeMutablePointer<CChar>?,
    _: Int32,
    _: Int32,
    _: UnsafeMutableRawPointer?
) -> Int32 { -1 }
