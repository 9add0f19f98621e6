internal import COpenSSL
internal import COpenSSLShims

/// SSL_CTX: the settings of one side, made once. TLS 1.2, one suite, no resumption.
@safe final class Context {
    let pointer: OpaquePointer

    init(_ method: OpaquePointer?, cipherSuite: String) throws(LibSSLError) {
        unsafe pointer = try required(SSL_CTX_new(method), "SSL_CTX_new")
        let version = Int(TLS1_2_VERSION)
        for command in [SSL_CTRL_SET_MIN_PROTO_VERSION, SSL_CTRL_SET_MAX_PROTO_VERSION] {
            try check(unsafe SSL_CTX_ctrl(pointer, command, version, nil), "SSL_CTX_set_proto_version")
        }
        try check(Int(unsafe SSL_CTX_set_cipher_list(pointer, cipherSuite)), "SSL_CTX_set_cipher_list")
        // The answer is the mode before, which is no error.
        _ = unsafe SSL_CTX_ctrl(pointer, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
        _ = unsafe SSL_CTX_set_options(
            pointer,
            tlsbench_SSL_OP_NO_TICKET | tlsbench_SSL_OP_CIPHER_SERVER_PREFERENCE
        )
    }

    /// The server's chain and key.
    func use(certificatePEM: String, keyPEM: String) throws(LibSSLError) {
        for (index, certificate) in try certificates(inPEM: certificatePEM).enumerated() {
            if index == 0 {
                try check(Int(unsafe SSL_CTX_use_certificate(pointer, certificate.pointer)), "SSL_CTX_use_certificate")
            } else {
                // 1: the library takes a reference of its own (SSL_CTX_add1_chain_cert).
                let raw = unsafe UnsafeMutableRawPointer(certificate.pointer)
                try check(unsafe SSL_CTX_ctrl(pointer, SSL_CTRL_CHAIN_CERT, 1, raw), "SSL_CTX_add1_chain_cert")
            }
        }
        let input = try MemoryBIO(text: keyPEM)
        let read = unsafe PEM_read_bio_PrivateKey(input.pointer, nil, nil, nil)
        let key = unsafe try required(read, "PEM_read_bio_PrivateKey")
        defer { unsafe EVP_PKEY_free(key) }
        try check(Int(unsafe SSL_CTX_use_PrivateKey(pointer, key)), "SSL_CTX_use_PrivateKey")
    }

    /// The authorities that a client trusts; without a chain to one of them there is no handshake.
    func trust(authorityPEM: String) throws(LibSSLError) {
        let store = unsafe try required(SSL_CTX_get_cert_store(pointer), "SSL_CTX_get_cert_store")
        for authority in try certificates(inPEM: authorityPEM) {
            try check(Int(unsafe X509_STORE_add_cert(store, authority.pointer)), "X509_STORE_add_cert")
        }
        unsafe SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
    }

    deinit { unsafe SSL_CTX_free(pointer) }
}

/// X509.
@safe final class PeerCertificate {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }

    deinit { unsafe X509_free(pointer) }
}

/// BIO over memory.
@safe final class MemoryBIO {
    let pointer: OpaquePointer

    /// Empty, or with a text to be read.
    init(text: String = "") throws(LibSSLError) {
        unsafe pointer = try required(BIO_new(BIO_s_mem()), "BIO_new")
        let octets = Array(text.utf8)
        guard !octets.isEmpty else { return }
        try check(Int(unsafe BIO_write(pointer, octets, Int32(octets.count))), "BIO_write")
    }

    deinit { unsafe BIO_free(pointer) }
}

private func certificates(inPEM text: String) throws(LibSSLError) -> [PeerCertificate] {
    let input = try MemoryBIO(text: text)
    var found: [PeerCertificate] = []
    while let pointer = unsafe PEM_read_bio_X509(input.pointer, nil, nil, nil) {
        unsafe found.append(PeerCertificate(owning: pointer))
    }
    guard !found.isEmpty else { throw LibSSLError("PEM_read_bio_X509") }
    ERR_clear_error()  // The end of the text.
    return found
}
