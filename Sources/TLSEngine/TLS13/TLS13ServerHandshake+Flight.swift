internal import CryptoBackend
internal import TLSWire

/// What a server has from its own Finished on, until the client's.
final class TLS13ClientFlight {
    let hello: ClientHello
    let secrets: TLS13Secrets
    let traffic: TLS13Traffic
    /// Whether the client is to show a certificate.
    let asksForCertificate: Bool
    /// The client's certificates.
    var chain: [[UInt8]]
    private let choice: TLS13Choice
    private let scheme: SignatureScheme?

    init(
        hello: ClientHello,
        secrets: TLS13Secrets,
        traffic: TLS13Traffic,
        asksForCertificate: Bool,
        choice: TLS13Choice,
        scheme: SignatureScheme?
    ) {
        self.hello = hello
        self.secrets = secrets
        self.traffic = traffic
        self.asksForCertificate = asksForCertificate
        self.choice = choice
        self.scheme = scheme
        chain = choice.session?.peerCertificates ?? []
    }

    /// As the user of a connection sees it.
    var parameters: NegotiatedParameters {
        NegotiatedParameters(
            version: .tls13,
            cipherSuite: choice.suite.suite,
            serverName: hello.extensions.serverName,
            usesExtendedMasterSecret: true,
            hasSecureRenegotiation: true,
            applicationProtocol: choice.applicationProtocol,
            resumption: choice.session == nil ? .none : .preSharedKey,
            group: choice.group,
            signatureScheme: scheme,
            peerCertificates: chain
        )
    }
}

extension TLS13ServerHandshake {
    /// HelloRetryRequest: the client is to send a half for this group (RFC 8446 §4.1.4).
    func sendRetry(
        _ choice: TLS13Choice,
        _ hello: ClientHello,
        _ message: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        try append(message)
        try crypto { () throws(CryptoError) in try transcript.beginAfterRetry(choice.suite.hash, Backend.self) }
        var extensions = HelloExtensions()
        extensions.supportedVersions = [.tls13]
        extensions.retryGroup = choice.group.codePoint
        try sendHello(ServerHello.retryRandom, extensions, choice, hello, &records)
        if hello.extensions.earlyData { records.skipEarlyData() }
    }

    /// ServerHello up to Finished, and the keys of all that follows.
    func sendFlight(
        _ hello: ClientHello,
        _ message: [UInt8],
        _ choice: TLS13Choice,
        _ share: [UInt8],
        _ records: inout RecordLayer
    ) throws(HandshakeError) -> TLS13ClientFlight {
        let suite = choice.suite
        let scheme = choice.session == nil ? try scheme(hello) : nil
        let exchange = try TLSEngine.answer(to: share, in: choice.group, Backend.self)
        try append(message)
        if !choice.isRetried {
            try crypto { () throws(CryptoError) in try transcript.begin(suite.hash, Backend.self) }
        }
        var extensions = HelloExtensions()
        extensions.supportedVersions = [.tls13]
        extensions.keyShares = [KeyShareEntry(group: choice.group.codePoint, keyExchange: exchange.share)]
        extensions.selectedIdentity = choice.session == nil ? nil : choice.place
        let random = try crypto { () throws(CryptoError) in try randomOctets(32, Backend.self) }
        try sendHello(random, extensions, choice, hello, &records)
        let secrets = try crypto { () throws(CryptoError) in
            try TLS13Secrets(
                choice.schedule,
                sharedSecret: exchange.secret,
                transcript,
                clientRandom: hello.random,
                keyLog: configuration.keyLog
            )
        }
        try protect(secrets, suite, hello, &records)
        let asksForCertificate = choice.session == nil && configuration.clientAuthentication != nil
        try sendProtected(secrets, choice, hello, scheme, &records)
        let (client, server) = try crypto { () throws(CryptoError) in try secrets.application(transcript) }
        let traffic = TLS13Traffic(suite, reading: client, writing: server)
        try traffic.beginWriting(&records)
        return TLS13ClientFlight(
            hello: hello,
            secrets: secrets,
            traffic: traffic,
            asksForCertificate: asksForCertificate,
            choice: choice,
            scheme: scheme
        )
    }

    /// EncryptedExtensions, certificate and proof, in as few records as they fit.
    private func sendProtected(
        _ secrets: TLS13Secrets,
        _ choice: TLS13Choice,
        _ hello: ClientHello,
        _ scheme: SignatureScheme?,
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        var flight = encryptedExtensions(choice, hello)
        try append(flight)
        if let scheme {
            if let authentication = configuration.clientAuthentication {
                let request = TLS13.CertificateRequest(
                    signatureAlgorithms: Backend.capabilities.signatureSchemes.map(\.rawValue),
                    authorities: authentication.authorities
                ).encoded
                try append(request)
                flight += request
            }
            let certificate = configuration.identity.encodedTLS13Certificate
            try append(certificate)
            flight += certificate
            let proof = try crypto { () throws(CryptoError) in
                try transcript.certificateVerify(of: .server, by: configuration.identity.privateKey.signing, scheme)
            }
            try append(proof)
            flight += proof
        }
        let finished = try crypto { () throws(CryptoError) in try transcript.finished(secrets.server) }
        try append(finished)
        flight += finished
        try records.write(.handshake, flight.span)
    }

    private func encryptedExtensions(_ choice: TLS13Choice, _ hello: ClientHello) -> [UInt8] {
        var extensions = HelloExtensions()
        // A session that goes on has its name already (RFC 6066 §3).
        extensions.serverName = hello.extensions.serverName == nil || choice.session != nil ? nil : ""
        extensions.applicationProtocols = choice.applicationProtocol.map { [Array($0.utf8)] }
        if hello.extensions.recordSizeLimit != nil {
            // With one octet more for the type (RFC 8449 §4).
            extensions.recordSizeLimit = UInt16(clamping: configuration.recordSizeLimit ?? (1 << 14) + 1)
        }
        return TLS13.EncryptedExtensions(extensions: extensions).encoded
    }

    /// ServerHello or HelloRetryRequest, and after the first of them ChangeCipherSpec for boxes between (RFC 8446 §D.4).
    private func sendHello(
        _ random: [UInt8],
        _ extensions: HelloExtensions,
        _ choice: TLS13Choice,
        _ hello: ClientHello,
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        var answer = ServerHello(random: random, cipherSuite: choice.suite.suite, extensions: extensions)
        answer.sessionID = hello.sessionID
        try send(answer.encoded, &records)
        guard !hello.sessionID.isEmpty, !choice.isRetried else { return }
        let changeCipherSpec = ChangeCipherSpec.encoded
        try records.write(.changeCipherSpec, changeCipherSpec.span)
    }

    private func protect(
        _ secrets: TLS13Secrets,
        _ suite: TLS13Suite,
        _ hello: ClientHello,
        _ records: inout RecordLayer
    ) throws(HandshakeError) {
        let (writing, reading) = try crypto { () throws(CryptoError) in
            (
                try secrets.server.protection(suite.aead, recordLimit: suite.recordsPerKey),
                try secrets.client.protection(suite.aead, recordLimit: suite.recordsPerKey)
            )
        }
        records.limitTLS13(peer: hello.extensions.recordSizeLimit, own: configuration.recordSizeLimit)
        records.protectWriting(writing)
        if hello.extensions.earlyData { records.skipEarlyData() }
        // A client that does not like ServerHello has no keys to say so under.
        records.protectReading(reading, acceptsPlainAlert: true)
    }

    private func scheme(_ hello: ClientHello) throws(HandshakeError) -> SignatureScheme {
        guard let scheme = configuration.identity.tls13Scheme(among: hello.extensions.signatureAlgorithms ?? []) else {
            throw .incompatible(.noCommonScheme)
        }
        return scheme
    }

    /// The client's Certificate: nil for an empty one, where that is allowed (RFC 8446 §4.4.2.4).
    func clientCertificate(_ body: [UInt8]) throws(HandshakeError) -> ShownCertificate? {
        let message = try decoding { () throws(DecodeError) in try TLS13.Certificate(decoding: body) }
        guard message.requestContext.isEmpty else { throw .peerMisbehaved(.wrongRequestContext) }
        guard let authentication = configuration.clientAuthentication else { return nil }
        guard !message.chain.isEmpty else {
            guard !authentication.isRequired else { throw .incompatible(.certificateRequired) }
            return nil
        }
        return try ShownCertificate(message.chain, authentication, Backend.self)
    }
}
