internal import CryptoBackend
internal import TLSWire

/// What a CertificateVerify of TLS 1.3 signs (RFC 8446 §4.4.3): no signature made for another purpose is one of these.
func tls13SignedOctets(by peer: Peer, _ transcript: Digest) -> [UInt8] {
    let context = peer == .server ? "TLS 1.3, server CertificateVerify" : "TLS 1.3, client CertificateVerify"
    return [UInt8](repeating: 0x20, count: 64) + Array(context.utf8) + [0] + transcript.octets
}

extension SignatureScheme {
    /// Whether it may sign a handshake of TLS 1.3: RSASSA-PKCS1-v1_5 is for certificates alone (RFC 8446 §4.2.3).
    var signsTLS13: Bool { self != .rsaPKCS1SHA256 && self != .rsaPKCS1SHA384 }
}

extension Transcript {
    /// Throws unless `body` is the CertificateVerify of `peer` over the messages so far; the scheme that it is signed with.
    func check(
        certificateVerify body: [UInt8],
        of peer: Peer,
        by key: any VerifyingKey,
        among schemes: [SignatureScheme]
    ) throws(HandshakeError) -> SignatureScheme {
        let message = try decoding { () throws(DecodeError) in try CertificateVerify(decoding: body) }
        let digest = try crypto { () throws(CryptoError) in try currentDigest() }
        return try TLSEngine.check(
            message.signature,
            scheme: message.signatureScheme,
            among: schemes.filter(\.signsTLS13),
            over: tls13SignedOctets(by: peer, digest),
            by: key
        )
    }

    /// The CertificateVerify of `peer` over the messages so far.
    func certificateVerify(
        of peer: Peer,
        by key: any SigningKey,
        _ scheme: SignatureScheme
    ) throws(CryptoError) -> [UInt8] {
        let signed = tls13SignedOctets(by: peer, try currentDigest())
        let signature = try key.sign(signed.span, scheme: scheme)
        return CertificateVerify(signatureScheme: scheme.rawValue, signature: signature).encoded
    }

    /// Throws unless `body` is the Finished under `secret` over the messages so far, compared in constant time.
    func check(finished body: [UInt8], _ secret: TrafficSecret) throws(HandshakeError) {
        let ours = try crypto { () throws(CryptoError) in try secret.verifyData(over: try currentDigest()) }
        let theirs = try decoding { () throws(DecodeError) in
            try TLS13.Finished(decoding: body, digestLength: ours.count)
        }
        // That the handshake failed is no secret: the alert says so.
        guard ConstantTime.equal(ours.span, theirs.verifyData.span).declassify() else {
            throw .peerMisbehaved(.badFinished)
        }
    }

    /// The Finished under `secret` over the messages so far.
    func finished(_ secret: TrafficSecret) throws(CryptoError) -> [UInt8] {
        TLS13.Finished(verifyData: try secret.verifyData(over: try currentDigest())).encoded
    }
}
