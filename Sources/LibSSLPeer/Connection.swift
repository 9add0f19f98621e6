internal import COpenSSL
internal import CryptoBackend
internal import StackSeam
internal import TLSWire

/// SSL: one end of one connection.
@safe final class Connection {
    private let pointer: OpaquePointer
    private let resumption: HandshakeShape.Resumption

    /// Over two memory buffers.
    init(_ context: Context, reading: MemoryBIO, writing: MemoryBIO) throws(LibSSLError) {
        resumption = context.resumption
        unsafe pointer = try required(SSL_new(context.pointer), "SSL_new")
        // SSL_set_bio takes a reference to each.
        try check(Int(unsafe BIO_up_ref(reading.pointer)), "BIO_up_ref")
        try check(Int(unsafe BIO_up_ref(writing.pointer)), "BIO_up_ref")
        unsafe SSL_set_bio(pointer, reading.pointer, writing.pointer)
    }

    /// Over a socket, which stays its owner's.
    init(_ context: Context, _ socket: Socket) throws(LibSSLError) {
        resumption = context.resumption
        unsafe pointer = try required(SSL_new(context.pointer), "SSL_new")
        try check(Int(unsafe SSL_set_fd(pointer, socket.descriptor)), "SSL_set_fd")
    }

    /// Asks for `serverName`, and takes no other certificate: it is looked for among the alternative names alone (RFC 9525 §6.2).
    func beClient(of serverName: String) throws(LibSSLError) {
        guard isHostName(serverName) else {
            throw LibSSLError("SSL_set1_host", reason: "\(serverName.debugDescription) is not a host name")
        }
        let type = Int(TLSEXT_NAMETYPE_host_name)
        // The library copies the name, though its type does not say so.
        let named = unsafe serverName.withCString { name in
            unsafe SSL_ctrl(pointer, SSL_CTRL_SET_TLSEXT_HOSTNAME, type, UnsafeMutableRawPointer(mutating: name))
        }
        try check(named, "SSL_set_tlsext_host_name")
        let flags = UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS) | UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT)
        unsafe SSL_set_hostflags(pointer, flags)
        try check(Int(unsafe SSL_set1_host(pointer, serverName)), "SSL_set1_host")
        unsafe SSL_set_connect_state(pointer)
    }

    func beServer() { unsafe SSL_set_accept_state(pointer) }

    func step() throws(LibSSLError) -> Bool {
        let result = unsafe SSL_do_handshake(pointer)
        if result == 1 { return true }
        guard unsafe SSL_get_error(pointer, result) == SSL_ERROR_WANT_READ else {
            throw LibSSLError("SSL_do_handshake")
        }
        return false
    }

    /// What became of a call that could not go on.
    enum Pause { case reading, writing, over }

    /// Sends all of `octets`, or none and waits for the transport to take more: then the same octets must come again.
    func write(_ octets: UnsafeBufferPointer<UInt8>) throws(LibSSLError) -> Pause? {
        let result = unsafe SSL_write(pointer, octets.baseAddress, Int32(octets.count))
        return result > 0 ? nil : try pause(result, "SSL_write")
    }

    /// Takes what there is of the next record: how many octets, or why there are none.
    func read(into octets: UnsafeMutableBufferPointer<UInt8>) throws(LibSSLError) -> (count: Int, pause: Pause?) {
        let result = unsafe SSL_read(pointer, octets.baseAddress, Int32(octets.count))
        return result > 0 ? (Int(result), nil) : (0, try pause(result, "SSL_read"))
    }

    /// Sends close_notify.
    func endOutput() { _ = unsafe SSL_shutdown(pointer) }

    private func pause(_ result: Int32, _ call: String) throws(LibSSLError) -> Pause {
        switch unsafe SSL_get_error(pointer, result) {
        case SSL_ERROR_WANT_READ: return .reading
        case SSL_ERROR_WANT_WRITE: return .writing
        case SSL_ERROR_ZERO_RETURN: return .over
        default: throw LibSSLError(call)
        }
    }

    /// Whether the handshake is over.
    var isEstablished: Bool { unsafe SSL_is_init_finished(pointer) == 1 }

    /// As a client sees it; nil before the handshake's end.
    var outcome: HandshakeOutcome? {
        guard isEstablished, let cipher = unsafe SSL_get_current_cipher(pointer) else { return nil }
        let suite = CipherSuite(rawValue: unsafe SSL_CIPHER_get_protocol_id(cipher))
        // In TLS 1.3 the secret always binds the handshake, and there is no renegotiation; the library need not say so.
        let isTLS13 = suite.version == .tls13
        return HandshakeOutcome(
            cipherSuite: suite,
            group: peerGroup ?? hybrid,
            // Of both kinds the settings allow one.
            resumption: unsafe SSL_session_reused(pointer) == 1 ? resumption : .none,
            usesExtendedMasterSecret: isTLS13 || says(SSL_CTRL_GET_EXTMS_SUPPORT),
            hasSecureRenegotiation: isTLS13 || says(SSL_CTRL_GET_RI_SUPPORT)
        )
    }

    private func says(_ command: Int32) -> Bool { unsafe SSL_ctrl(pointer, command, 0, nil) == 1 }

    private var peerGroup: KeyExchangeGroup? {
        var key: OpaquePointer?
        let isThere = unsafe withUnsafeMutablePointer(to: &key) { key in
            unsafe SSL_ctrl(pointer, SSL_CTRL_GET_PEER_TMP_KEY, 0, key) == 1
        }
        guard isThere, let key = unsafe key else { return nil }
        defer { unsafe EVP_PKEY_free(key) }
        var name = [CChar](repeating: 0, count: 64)
        var length = 0
        // X25519 is a type and has no group.
        guard unsafe EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else {
            let type = unsafe EVP_PKEY_get0_type_name(key).map { unsafe String(cString: $0) }
            return type.flatMap { KeyExchangeGroup(libsslName: $0) }
        }
        let group = String(decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return KeyExchangeGroup(libsslName: group)
    }

    /// A hybrid group, whose half for the peer is no key of one type: by its name in TLS (SSL_group_to_name(3)).
    private var hybrid: KeyExchangeGroup? {
        let number = unsafe SSL_ctrl(pointer, SSL_CTRL_GET_NEGOTIATED_GROUP, 0, nil)
        guard let name = unsafe SSL_group_to_name(pointer, Int32(truncatingIfNeeded: number)) else { return nil }
        let known = unsafe String(cString: name)
        return KeyExchangeGroup.all.first { $0.encapsulation != nil && $0.name == known }
    }

    /// Takes what comes after the handshake and is no data: the tickets of TLS 1.3. Only where nothing waits for more: over memory, and
    /// after the peer's close_notify.
    func takeTickets() throws(LibSSLError) {
        var octet: [UInt8] = [0]
        _ = try unsafe octet.withUnsafeMutableBufferPointer { (octet) throws(LibSSLError) in
            unsafe try read(into: octet)
        }
    }

    /// The session that was agreed on, for ``resume(_:)``.
    func session() throws(LibSSLError) -> PeerSession {
        unsafe PeerSession(owning: try required(SSL_get1_session(pointer), "SSL_get1_session"))
    }

    /// Lets a client that has not begun offer a session.
    func resume(_ session: PeerSession) throws(LibSSLError) {
        try check(Int(unsafe SSL_set_session(pointer, session.pointer)), "SSL_set_session")
    }

    deinit {
        // A session counts as broken, and leaves the server's cache, if the connection was not closed (RFC 5246 §7.2.1). These
        // end because they have served.
        unsafe SSL_set_shutdown(pointer, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN)
        unsafe SSL_free(pointer)
    }
}

/// SSL_SESSION.
@safe final class PeerSession {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }

    deinit { unsafe SSL_SESSION_free(pointer) }
}

/// Whether `name` is a host name, in letters, digits and hyphens between its dots. For "" the library would check no name at all, for
/// `.example.test` every one below it; and an address has no place in SNI (RFC 6066 §3).
private func isHostName(_ name: String) -> Bool {
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isOfLabels = labels.allSatisfy { label in
        (1...63).contains(label.count)
            && label.allSatisfy { octet in
                switch UInt8(octet) {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
    let endsWithNumber = labels.last?.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
    return name.utf8.count <= 253 && isOfLabels && !endsWithNumber
}
