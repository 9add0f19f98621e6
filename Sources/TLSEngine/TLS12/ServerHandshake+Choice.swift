internal import CryptoBackend
internal import TLSWire

/// A suite, with what it needs.
struct SuiteChoice {
    let suite: CipherSuite
    var group: NamedGroup?
    var scheme: SignatureScheme?
}

extension ServerHandshake {
    /// What every ClientHello must be, whatever is chosen of it.
    func check(_ hello: ClientHello) throws(HandshakeError) {
        // Where versions are listed, they alone count (RFC 8446 §4.2.1).
        guard hello.extensions.supportedVersions != nil || hello.version.rawValue >= ProtocolVersion.tls12.rawValue
        else {
            // RFC 7507 §3: it has TLS 1.2 and was made to believe that we have not.
            let fellBack = hello.cipherSuites.contains(.fallbackSCSV)
            throw .incompatible(fellBack ? .inappropriateFallback : .clientVersion(hello.version.rawValue))
        }
        guard hello.compressionMethods.contains(0) else { throw .peerMisbehaved(.compression) }
        guard hello.extensions.renegotiatedConnection?.isEmpty ?? true else {
            throw .peerMisbehaved(.wrongRenegotiationInfo)
        }
        // Whatever is chosen: a client that names curves must not leave the one format out that all have (RFC 8422 §5.1.2).
        if Offer(hello: hello).namesCurves { try checkPointFormats(hello.extensions.pointFormats) }
    }

    /// The first of our suites that the client has too, and has a group and a scheme for.
    func choose(_ hello: ClientHello) throws(HandshakeError) -> SuiteChoice {
        let offer = Offer(hello: hello)
        for suite in configuration.cipherSuites where hello.cipherSuites.contains(suite) {
            guard let exchange = suite.keyExchange, exchange != .rsa else { return SuiteChoice(suite: suite) }
            // The key of the certificate is on a curve of the client's too (RFC 8422 §5.1).
            guard suite.keyKind != .ecdsa || offer.takesP256 else { continue }
            guard let group = offer.group(for: exchange, among: configuration.namedGroups),
                let scheme = offer.scheme(among: configuration.identity.privateKey.schemes)
            else { continue }
            if exchange == .ecdhe { try checkPointFormats(hello.extensions.pointFormats) }
            return SuiteChoice(suite: suite, group: group, scheme: scheme)
        }
        throw .incompatible(
            offer.hasOnlyOtherFields(than: configuration.namedGroups) ? .noCommonField : .noCommonCipherSuite
        )
    }

    /// What is agreed on with a session that goes on, or for a new one.
    func agree(
        _ hello: ClientHello,
        _ choice: SuiteChoice,
        _ applicationProtocol: String?,
        resuming found: FoundSession? = nil
    ) throws(HandshakeError) -> Agreement {
        guard let hash = choice.suite.hash, let aead = choice.suite.aead else {
            preconditionFailure("a configuration has only suites that the backend can do")
        }
        let promisesTicket = found?.isOfOldKey ?? mayGiveTicket(hello)
        return Agreement(
            cipherSuite: choice.suite,
            hash: hash,
            aead: aead,
            randoms: HelloRandoms(
                client: hello.random,
                server: try serverRandom()
            ),
            serverName: hello.extensions.serverName,
            usesExtendedMasterSecret: hello.extensions.extendedMasterSecret,
            hasSecureRenegotiation: hello.extensions.renegotiatedConnection != nil
                || hello.cipherSuites.contains(.emptyRenegotiationInfoSCSV),
            applicationProtocol: applicationProtocol,
            sessionID: found == nil ? try newSessionID(hello, promisesTicket: promisesTicket) : hello.sessionID,
            promisesTicket: promisesTicket,
            resumption: found?.kind ?? .none,
            group: choice.group,
            signatureScheme: choice.scheme
        )
    }

    /// A server that has TLS 1.3 marks its choice of TLS 1.2, lest somebody between made it (RFC 8446 §4.1.3).
    private func serverRandom() throws(HandshakeError) -> [UInt8] {
        var random = try crypto { () throws(CryptoError) in try randomOctets(32, Backend.self) }
        if configuration.versions.contains(.tls13) { random.replaceSubrange(24..., with: downgradeMark) }
        return random
    }

    /// Without the extended master secret a session is not kept (RFC 7627 §5.3), so nothing is given to come back with.
    private func mayGiveTicket(_ hello: ClientHello) -> Bool {
        hello.extensions.extendedMasterSecret && configuration.ticketKeys != nil
            && hello.extensions.sessionTicket != nil
    }

    /// An id for a session that is to be kept here; else none.
    private func newSessionID(_ hello: ClientHello, promisesTicket: Bool) throws(HandshakeError) -> [UInt8] {
        guard hello.extensions.extendedMasterSecret, !promisesTicket, configuration.sessions != nil else { return [] }
        return try crypto { () throws(CryptoError) in try randomOctets(32, Backend.self) }
    }

    /// Step 3.
    func sendHello(
        _ agreement: Agreement,
        _ hello: ClientHello,
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        var extensions = HelloExtensions()
        let isResumed = agreement.resumption != .none
        // A session that goes on has its name already (RFC 6066 §3).
        extensions.serverName = hello.extensions.serverName == nil || isResumed ? nil : ""
        extensions.extendedMasterSecret = hello.extensions.extendedMasterSecret
        extensions.renegotiatedConnection = agreement.hasSecureRenegotiation ? [] : nil
        if agreement.group?.keyExchange == .ecdhe && hello.extensions.pointFormats != nil {
            extensions.pointFormats = [0]
        }
        extensions.applicationProtocols = agreement.applicationProtocol.map { [Array($0.utf8)] }
        extensions.sessionTicket = agreement.promisesTicket ? [] : nil
        if hello.extensions.recordSizeLimit != nil {
            extensions.recordSizeLimit = UInt16(
                clamping: configuration.recordSizeLimit ?? RecordHeader.maximumPlaintext
            )
        }
        var answer = ServerHello(
            random: agreement.randoms.server,
            cipherSuite: agreement.cipherSuite,
            extensions: extensions
        )
        answer.sessionID = agreement.sessionID
        try crypto { () throws(CryptoError) in try transcript.begin(agreement.hash, Backend.self) }
        try send(answer.encoded, &records)
    }
}
