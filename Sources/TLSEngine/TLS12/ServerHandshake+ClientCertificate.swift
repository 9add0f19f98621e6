internal import CryptoBackend
internal import TLSWire

/// A client's certificate that is trusted; whether it is the client's own, CertificateVerify tells.
struct ShownCertificate {
    let chain: [[UInt8]]
    let key: any VerifyingKey
    /// Those that it may be verified with.
    let schemes: [SignatureScheme]

    /// Throws unless the chain is trusted.
    init<Backend: CryptoBackend>(
        _ chain: [[UInt8]],
        _ authentication: ClientAuthentication,
        _: Backend.Type
    ) throws(HandshakeError) {
        let certified: CertificateKey
        do { certified = try authentication.verifier.verifyClient(chain) } catch { throw .certificate(error) }
        let key = try usable(certified, Backend.capabilities) { (certified) throws(CryptoError) in
            try PeerKey(certified, Backend.self)
        }
        self.key = key.verifying
        schemes = key.schemes(Backend.self)
        self.chain = chain
    }

    /// Throws unless `body` is a CertificateVerify over `messages` (RFC 5246 §7.4.8).
    func check(_ body: [UInt8], over messages: [UInt8]) throws(HandshakeError) {
        let message = try decoding { () throws(DecodeError) in try CertificateVerify(decoding: body) }
        _ = try TLSEngine.check(
            message.signature,
            scheme: message.signatureScheme,
            among: schemes,
            over: messages,
            by: key
        )
    }
}

extension ServerHandshake {
    /// The client's Certificate: nil for an empty one, where that is allowed (RFC 5246 §7.4.6).
    func clientCertificate(_ body: [UInt8]) throws(HandshakeError) -> ShownCertificate? {
        let chain = try decoding { () throws(DecodeError) in try CertificateMessage(decoding: body) }.chain
        guard let authentication = configuration.clientAuthentication else { return nil }
        guard !chain.isEmpty else {
            guard !authentication.isRequired else { throw .incompatible(.noClientCertificate) }
            return nil
        }
        return try ShownCertificate(chain, authentication, Backend.self)
    }
}
