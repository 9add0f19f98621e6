internal import CryptoBackend
internal import TLSWire

/// Step 8: what both sides have once they share the premaster secret, until both Finished messages are through.
struct SessionKeys {
    let schedule: KeySchedule
    let client: TLS12RecordProtection
    let server: TLS12RecordProtection
    let agreement: Agreement

    /// Derives all keys. `transcript` ends with ClientKeyExchange.
    init(
        premaster: borrowing SecretBytes,
        _ agreement: Agreement,
        _ transcript: Transcript,
        _ backend: any CryptoBackend.Type,
        keyLog: (@Sendable (String) -> Void)?
    ) throws(CryptoError) {
        self.agreement = agreement
        schedule = try KeySchedule(
            premaster: premaster,
            randoms: agreement.randoms,
            sessionHash: agreement.usesExtendedMasterSecret ? try transcript.currentDigest() : nil,
            hash: agreement.hash,
            backend: backend
        )
        (client, server) = try schedule.protections(agreement.aead, randoms: agreement.randoms)
        if let keyLog { keyLog(schedule.keyLogLine(clientRandom: agreement.randoms.client)) }
    }

    /// Derives all keys of a session that is resumed.
    init(
        resuming session: Session,
        _ agreement: Agreement,
        _ backend: any CryptoBackend.Type,
        keyLog: (@Sendable (String) -> Void)?
    ) throws(CryptoError) {
        self.agreement = agreement
        schedule = KeySchedule(resuming: session, hash: agreement.hash, backend: backend)
        (client, server) = try schedule.protections(agreement.aead, randoms: agreement.randoms)
        if let keyLog { keyLog(schedule.keyLogLine(clientRandom: agreement.randoms.client)) }
    }

    /// What is kept of it.
    func session(peerCertificates: [[UInt8]], expiry: SessionTime) -> Session {
        Session(
            version: .tls12,
            cipherSuite: agreement.cipherSuite,
            serverName: agreement.serverName,
            peerCertificates: peerCertificates,
            expiry: expiry,
            secret: schedule.masterSecret()
        )
    }

    /// The Finished message of `sender`, over the messages before it.
    func finished(of sender: Peer, _ transcript: Transcript) throws(CryptoError) -> Finished {
        Finished(verifyData: try schedule.verifyData(of: sender, try transcript.currentDigest()))
    }

    /// Throws unless `body` is the Finished message of `sender`, compared in constant time.
    func check(_ body: [UInt8], of sender: Peer, _ transcript: Transcript) throws(HandshakeError) {
        let theirs = try decoding { () throws(DecodeError) in try Finished(decoding: body) }
        let ours = try crypto { () throws(CryptoError) in try finished(of: sender, transcript) }
        // That the handshake failed is no secret: the alert says so.
        guard ConstantTime.equal(ours.verifyData.span, theirs.verifyData.span).declassify() else {
            throw .peerMisbehaved(.badFinished)
        }
    }
}

/// `count` octets from the backend's generator, for what is public: hello randoms.
func randomOctets<Backend: CryptoBackend>(_ count: Int, _: Backend.Type) throws(CryptoError) -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: count)
    var span = octets.mutableSpan
    try Backend.fillRandom(&span)
    return octets
}

extension HandshakeRole {
    /// Steps 9 and 10 of a client, 11 and 12 of a server: ChangeCipherSpec, and Finished under the keys.
    func sendFinished(_ keys: SessionKeys, _ records: inout RecordLayer) throws(HandshakeError) {
        let changeCipherSpec = ChangeCipherSpec.encoded
        try records.write(.changeCipherSpec, changeCipherSpec.span)
        records.protectWriting(peer == .client ? keys.client : keys.server)
        let finished = try crypto { () throws(CryptoError) in try keys.finished(of: peer, transcript) }
        try send(finished.encoded, &records)
    }
}
