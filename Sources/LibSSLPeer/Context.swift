internal import COpenSSL
internal import CryptoBackend
internal import StackSeam
internal import TLSWire

/// SSL_CTX: the settings of one side, made once. One version, one suite, one group, one kind of resumption or none.
@safe final class Context {
    let pointer: OpaquePointer
    let resumption: HandshakeShape.Resumption

    /// Throws where there is no libssl: whatever is called without one ends the process.
    init(_ method: () -> OpaquePointer?, _ shape: HandshakeShape) throws(LibSSLError) {
        let library = unsafe tlsbench_libssl()
        guard unsafe library.failure == TLSBENCH_OPENSSL_LOADED else {
            throw unsafe LibSSLError("libssl", reason: "\(String(cString: library.file)) was not loaded")
        }
        resumption = shape.resumption
        unsafe pointer = try required(SSL_CTX_new(method()), "SSL_CTX_new")
        let version = Int(shape.version.rawValue)
        try refuseForbidden(shape.version)
        for command in [SSL_CTRL_SET_MIN_PROTO_VERSION, SSL_CTRL_SET_MAX_PROTO_VERSION] {
            try check(unsafe SSL_CTX_ctrl(pointer, command, version, nil), "SSL_CTX_set_proto_version")
        }
        try use(shape.suite)
        let cache = resumption == .sessionID ? SSL_SESS_CACHE_SERVER : SSL_SESS_CACHE_OFF
        // The answer is the mode before, which is no error.
        _ = unsafe SSL_CTX_ctrl(pointer, SSL_CTRL_SET_SESS_CACHE_MODE, Int(cache), nil)
        let noTicket = [.ticket, .preSharedKey].contains(resumption) ? 0 : tlsbench_SSL_OP_NO_TICKET
        _ = unsafe SSL_CTX_set_options(pointer, noTicket | tlsbench_SSL_OP_CIPHER_SERVER_PREFERENCE)
        // As many as the engine gives; two would be the library's own choice.
        let tickets = resumption == .preSharedKey ? 1 : 0
        try check(Int(unsafe SSL_CTX_set_num_tickets(pointer, tickets)), "SSL_CTX_set_num_tickets")
        guard let group = shape.group else { return }
        // In TLS 1.3 a field is a group like others.
        let isField = group.classical.keyExchange == .dhe && shape.version == .tls12
        if isField { try use(field: group.libsslName) } else { try offer(group: group.libsslName) }
    }

    /// The one suite of its version.
    private func use(_ suite: CipherSuite) throws(LibSSLError) {
        guard let name = suite.libsslName else {
            throw LibSSLError("SSL_CTX_set_cipher_list", reason: "\(suite) is not known here")
        }
        if suite.version == .tls13 {
            try check(Int(unsafe SSL_CTX_set_ciphersuites(pointer, name)), "SSL_CTX_set_ciphersuites")
        } else {
            try check(Int(unsafe SSL_CTX_set_cipher_list(pointer, name)), "SSL_CTX_set_cipher_list")
        }
    }

    /// Whether the loaded library has a group, which is not a question of the versions that its configuration allows.
    static func knows(_ group: KeyExchangeGroup) -> Bool {
        defer { ERR_clear_error() }
        guard let bare = unsafe SSL_CTX_new(TLS_client_method()) else { return false }
        defer { unsafe SSL_CTX_free(bare) }
        return unsafe setGroups(group.libsslName, of: bare) == 1
    }

    /// Throws where the configuration in force forbids the version. Limits that a program sets take the place of those that a
    /// configuration file has set in the new context, and a server without limits of its own would refuse every handshake.
    private func refuseForbidden(_ version: ProtocolVersion) throws(LibSSLError) {
        let code = Int(version.rawValue)
        let lowest = unsafe SSL_CTX_ctrl(pointer, SSL_CTRL_GET_MIN_PROTO_VERSION, 0, nil)
        let highest = unsafe SSL_CTX_ctrl(pointer, SSL_CTRL_GET_MAX_PROTO_VERSION, 0, nil)
        // 0 is no limit (SSL_CTX_set_min_proto_version(3)).
        guard lowest <= code && (highest == 0 || highest >= code) else {
            throw LibSSLError("SSL_CTX_new", reason: "the configuration in force forbids \(version.name)")
        }
    }

    private func offer(group: String) throws(LibSSLError) {
        try check(unsafe Self.setGroups(group, of: pointer), "SSL_CTX_set1_groups_list")
    }

    /// SSL_CTX_set1_groups_list, with its answer.
    private static func setGroups(_ names: String, of pointer: OpaquePointer) -> Int {
        // The library copies the names, though its type does not say so.
        unsafe names.withCString { names in
            unsafe SSL_CTX_ctrl(pointer, SSL_CTRL_SET_GROUPS_LIST, 0, UnsafeMutableRawPointer(mutating: names))
        }
    }

    /// SSL_CTX_set0_tmp_dh_pkey, whose key is only asked for its group. A client takes any group.
    private func use(field: String) throws(LibSSLError) {
        let generator = unsafe try required(EVP_PKEY_CTX_new_from_name(nil, "DH", nil), "EVP_PKEY_CTX_new_from_name")
        defer { unsafe EVP_PKEY_CTX_free(generator) }
        try check(Int(unsafe EVP_PKEY_keygen_init(generator)), "EVP_PKEY_keygen_init")
        try check(Int(unsafe EVP_PKEY_CTX_set_group_name(generator, field)), "EVP_PKEY_CTX_set_group_name")
        var key: OpaquePointer?
        try check(Int(unsafe EVP_PKEY_generate(generator, &key)), "EVP_PKEY_generate")
        guard unsafe SSL_CTX_set0_tmp_dh_pkey(pointer, key) == 1 else {
            unsafe EVP_PKEY_free(key)
            throw LibSSLError("SSL_CTX_set0_tmp_dh_pkey")
        }
    }

    /// A server's, with its chain and key.
    static func server(_ shape: HandshakeShape, _ credentials: StackCredentials) throws(LibSSLError) -> Context {
        let context = unsafe try Context({ unsafe TLS_server_method() }, shape)
        try context.use(certificatePEM: credentials.certificatePEM, keyPEM: credentials.keyPEM)
        return context
    }

    private func use(certificatePEM: String, keyPEM: String) throws(LibSSLError) {
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

    /// Adds octets at the end.
    func write(_ octets: Span<UInt8>) throws(LibSSLError) {
        guard !octets.isEmpty else { return }
        try unsafe octets.withUnsafeBufferPointer { (octets) throws(LibSSLError) in
            try check(Int(unsafe BIO_write(pointer, octets.baseAddress, Int32(octets.count))), "BIO_write")
        }
    }

    /// All that is in it, which it has no more.
    func takeAll() -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: unsafe BIO_ctrl_pending(pointer))
        let count = unsafe BIO_read(pointer, &octets, Int32(octets.count))
        return Array(octets.prefix(Int(max(0, count))))
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
