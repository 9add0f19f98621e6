internal import CryptoBackend
internal import TLSWire

extension ClientHandshake {
    /// The session to come back to, if there is one that this configuration still offers.
    var resumableSession: ResumableSession? {
        guard let found = configuration.sessions?.session(for: configuration.serverName),
            configuration.versions.contains(found.session.version)
        else { return nil }
        let suites = found.session.version == .tls12 ? configuration.cipherSuites : configuration.tls13CipherSuites
        return suites.contains(found.session.cipherSuite) ? found : nil
    }

    /// Puts what TLS 1.3 needs into `hello`; nil if it is not to be spoken, or there is no suite or group for it.
    func offerTLS13(
        resuming resumable: ResumableSession?,
        into hello: inout ClientHello
    ) throws(HandshakeError) -> TLS13Offer? {
        guard configuration.versions.contains(.tls13), !configuration.groups.isEmpty,
            !configuration.tls13CipherSuites.isEmpty
        else { return nil }
        return try TLS13Offer(configuration, resuming: resumable, into: &hello)
    }

    /// Whether the server has chosen TLS 1.3; throws for a choice that was not offered (RFC 8446 §4.2.1).
    func isTLS13(_ answer: ServerHello) throws(HandshakeError) -> Bool {
        if answer.extensions.supportedVersions == [.tls13] { return true }
        guard answer.extensions.supportedVersions == nil, !answer.isRetryRequest else {
            throw .peerMisbehaved(.misplacedExtension(ExtensionType.supportedVersions))
        }
        guard configuration.versions.contains(.tls12) else {
            throw .peerMisbehaved(.wrongServerVersion(answer.version.rawValue))
        }
        return false
    }

    /// Step 2.
    func offer(resuming resumable: ResumableSession?) throws(HandshakeError) -> ClientHello {
        let protocols = configuration.applicationProtocols.map { Array($0.utf8) }
        guard protocols.allSatisfy({ (1...255).contains($0.count) }),
            protocols.reduce(0, { $0 + 1 + $1.count }) <= Self.longestProtocols
        else { throw .misuse(.applicationProtocols) }
        var extensions = HelloExtensions()
        extensions.serverName = configuration.serverName.indication
        extensions.signatureAlgorithms = configuration.capabilities.signatureSchemes.map(\.rawValue)
        let speaksTLS12 = configuration.versions.contains(.tls12)
        if speaksTLS12 {
            extensions.renegotiatedConnection = []
            extensions.extendedMasterSecret = true
            if !configuration.namedGroups.isEmpty {
                extensions.supportedGroups = configuration.namedGroups.map(\.rawValue)
            }
            if configuration.namedGroups.contains(where: { $0.keyExchange == .ecdhe }) { extensions.pointFormats = [0] }
        }
        if !protocols.isEmpty { extensions.applicationProtocols = protocols }
        extensions.recordSizeLimit = configuration.recordSizeLimit.map { UInt16(clamping: $0) }
        let known = resumable?.session.version == .tls12 ? resumable : nil
        if speaksTLS12, configuration.sessions != nil { extensions.sessionTicket = known?.ticket ?? [] }
        var hello = ClientHello(
            random: try crypto { () throws(CryptoError) in try randomOctets(32, Backend.self) },
            cipherSuites: speaksTLS12 ? configuration.cipherSuites : [],
            extensions: extensions
        )
        if let known {
            // With a ticket, any id: that it comes back tells that the ticket was taken (RFC 5077 §3.4).
            hello.sessionID =
                known.ticket.isEmpty
                ? known.sessionID
                : try crypto { () throws(CryptoError) in try randomOctets(32, Backend.self) }
        }
        return hello
    }

    /// In octets: with the longest ticket, a block of less than 2¹⁶ octets has to hold them.
    private static var longestProtocols: Int { 1 << 14 }

    /// Step 3: whether the server has chosen among what was offered (RFC 5246 §7.4.1.3).
    func agree(_ offer: ClientHello, _ hello: ServerHello) throws(HandshakeError) -> Agreement {
        guard hello.version == .tls12 else {
            // A server that has TLS 1.2 or 1.3 marks an older choice, lest somebody between made it (RFC 8446 §4.1.3).
            let isMarked = hello.random.suffix(8).dropLast() == downgradeMark.dropLast()
            throw .peerMisbehaved(isMarked ? .downgrade : .wrongServerVersion(hello.version.rawValue))
        }
        if offer.extensions.supportedVersions?.contains(.tls13) == true, hello.random.suffix(8) == downgradeMark[...] {
            throw .peerMisbehaved(.downgrade)
        }
        let suite = hello.cipherSuite
        guard offer.cipherSuites.contains(suite), let hash = suite.hash, let aead = suite.aead else {
            throw .peerMisbehaved(.unofferedCipherSuite(suite.rawValue))
        }
        guard hello.compressionMethod == 0 else { throw .peerMisbehaved(.compression) }
        // signature_algorithms is the client's alone (RFC 5246 §7.4.1.4.1).
        if let stranger = hello.extensions.stranger(to: offer.extensions)
            ?? (hello.extensions.signatureAlgorithms == nil ? nil : 0x000D)
        {
            throw .peerMisbehaved(.unsolicitedExtension(stranger))
        }
        if hello.extensions.keyShares != nil { throw .peerMisbehaved(.misplacedExtension(ExtensionType.keyShare)) }
        if hello.extensions.selectedIdentity != nil || hello.extensions.pskModes != nil {
            throw .peerMisbehaved(.misplacedExtension(ExtensionType.preSharedKey))
        }
        // A first handshake has no connection before it (RFC 5746 §3.4).
        guard hello.extensions.renegotiatedConnection?.isEmpty ?? true else {
            throw .peerMisbehaved(.wrongRenegotiationInfo)
        }
        try checkPointFormats(hello.extensions.pointFormats)
        if let chosen = hello.extensions.applicationProtocols?.first,
            offer.extensions.applicationProtocols?.contains(chosen) != true
        {
            throw .peerMisbehaved(.unofferedProtocol)
        }
        return Agreement(
            cipherSuite: suite,
            hash: hash,
            aead: aead,
            randoms: HelloRandoms(client: offer.random, server: hello.random),
            serverName: offer.extensions.serverName,
            usesExtendedMasterSecret: hello.extensions.extendedMasterSecret,
            hasSecureRenegotiation: hello.extensions.renegotiatedConnection != nil,
            applicationProtocol: hello.extensions.applicationProtocols?.first.map {
                String(decoding: $0, as: UTF8.self)
            },
            sessionID: hello.sessionID,
            promisesTicket: hello.extensions.sessionTicket != nil
        )
    }
}

/// The end of the random of a server that has TLS 1.3 and speaks TLS 1.2 (RFC 8446 §4.1.3).
let downgradeMark: [UInt8] = Array("DOWNGRD".utf8) + [1]
