internal import CryptoBackend

/// Hash, HMAC and PRF.
extension KnownAnswers {
    func hmac(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (key, message, hash) = (try need(request.key, "key"), try need(request.msg, "msg"), try hash(request))
        let mac = try Backend.MAC(key: secret(key), hash: hash)
        try mac.update(message.span)
        var tag = [UInt8](repeating: 0, count: hash.digestLength)
        var output = tag.mutableSpan
        try mac.finalize(into: &output)
        // A shorter one is the beginning of the whole (RFC 2104 §5).
        return .results(["mac": HexOctets(Array(tag.prefix(max(0, request.length ?? tag.count))))])
    }

    func digest(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (message, hash) = (try need(request.msg, "msg"), try hash(request))
        return .results(["md": HexOctets(try Backend.Hash.digest(message.span, hash).octets)])
    }

    /// A checkpoint of NIST's Monte Carlo tests (SHAVS §6.4): the last three digests, hashed a thousand times over.
    func monteCarlo(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (seed, hash) = (try need(request.msg, "msg"), try hash(request))
        var last = [seed, seed, seed]
        for _ in 0..<1000 {
            let message = last[0] + last[1] + last[2]
            last = [last[1], last[2], try Backend.Hash.digest(message.span, hash).octets]
        }
        return .results(["md": HexOctets(last[2])])
    }

    func prf(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (key, seed) = (try need(request.secret, "secret"), try need(request.seed, "seed"))
        let (label, length) = (try need(request.label, "label"), try need(request.length, "length"))
        guard (1...1 << 20).contains(length) else { return .refused("a length of \(length)") }
        let hash = try hash(request)
        var output = [UInt8](repeating: 0, count: length)
        var span = output.mutableSpan
        let prfLabel = PRFLabel(octets: Array(label.utf8))
        try Backend.prf(secret(key), label: prfLabel, seed: seed.span, hash: hash, into: &span)
        return .results(["out": HexOctets(output)])
    }
}
