/// A signature of RSA, in whatever format it comes.
struct SignatureVector {
    let n, e: HexOctets
    let hash: String
    /// nil for PKCS#1 v1.5, the salt's length for PSS.
    let salt: Int?
    let message, signature: HexOctets

    /// The question whether it holds.
    func verification(_ expectation: Expectation) -> VectorCase.Step {
        var request = KnownAnswerRequest(op: "rsa-verify", n: n, e: e, hash: hash, msg: message, sig: signature)
        (request.padding, request.salt) = (salt == nil ? "pkcs1" : "pss", salt)
        return VectorCase.Step(request, expectation)
    }

    /// The question what the signature would be; PKCS#1 v1.5 alone has an answer.
    func generation(privateExponent: HexOctets, _ expectation: Expectation) -> VectorCase.Step {
        let request = KnownAnswerRequest(op: "rsa-sign", n: n, e: e, d: privateExponent, hash: hash, msg: message)
        return VectorCase.Step(request, expectation)
    }
}
