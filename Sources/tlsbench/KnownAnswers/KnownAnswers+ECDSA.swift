internal import CryptoBackend

extension KnownAnswers {
    /// `public` is a point of P-256 without compression, `sig` an Ecdsa-Sig-Value.
    func verifyECDSA(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (point, message) = (try need(request.public, "public"), try need(request.msg, "msg"))
        let (signature, hash) = (try need(request.sig, "sig"), try hash(request))
        guard let scheme = Backend.capabilities.signatureSchemes(of: .ecdsa).first(where: { $0.hash == hash }) else {
            throw Unsupported(reason: "ECDSA with \(hash.registryName)")
        }
        let key = try Backend.ECDSAPublicKey(ECDSAPublicComponents(group: .secp256r1, point: point))
        do throws(CryptoError) {
            try key.verify(signature.span, over: message.span, scheme: scheme)
            return .holds(true)
        } catch .badSignature { return .holds(false) }
    }
}
