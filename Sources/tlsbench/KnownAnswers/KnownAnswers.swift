internal import CryptoBackend
internal import TLSTrust

/// Other people's vectors on one backend. All that goes in is public, keys too.
struct KnownAnswers<Backend: CryptoBackend> {
    /// What the backend makes of a request.
    func answer(_ request: KnownAnswerRequest) -> KnownAnswer {
        do {
            switch request.op {
            case "aes-gcm-seal": return try seal(request)
            case "aes-gcm-open": return try open(request)
            case "rsa-decrypt": return try decrypt(request)
            case "rsa-sign": return try sign(request)
            case "rsa-verify": return try verify(request)
            case "hmac": return try hmac(request)
            case "sha": return try digest(request)
            case "tls12-prf": return try prf(request)
            case "x25519": return try agree(.x25519, request)
            case "p256": return try agree(.secp256r1, request)
            default: return .unsupported
            }
        } catch let missing as MissingField {
            return .refused("\(request.op) needs \(missing.name)")
        } catch is Unsupported {
            return .unsupported
        } catch { return .refused("\(error)") }
    }

    private struct MissingField: Error { let name: String }
    private struct Unsupported: Error {}

    private func need<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else { throw MissingField(name: name) }
        return value
    }

    private func need(_ value: HexOctets?, _ name: String) throws -> [UInt8] {
        guard let value else { throw MissingField(name: name) }
        return value.octets
    }

    private func secret(_ octets: [UInt8]) -> SecretBytes { SecretBytes(copying: octets.span) }

    private func published(_ secret: borrowing SecretBytes) -> HexOctets {
        HexOctets(secret.withBytes { octets in octets.indices.map { octets[$0] } })
    }

    private func hash(_ request: KnownAnswerRequest) throws -> HashAlgorithm {
        let found = HashAlgorithm.allCases.first { $0.registryName == request.hash }
        _ = try need(request.hash, "hash")
        guard let found, Backend.capabilities.hashes.contains(found) else { throw Unsupported() }
        return found
    }

    private func aead(_ request: KnownAnswerRequest) throws -> (Backend.AEAD, nonce: [UInt8]) {
        let (key, nonce) = (try need(request.key, "key"), try need(request.iv, "iv"))
        guard let algorithm = AEADAlgorithm.allCases.first(where: { $0.keyLength == key.count }),
            nonce.count == AEADAlgorithm.nonceLength, Backend.capabilities.aeads.contains(algorithm)
        else { throw Unsupported() }
        return (try Backend.AEAD(algorithm, key: secret(key)), nonce)
    }

    private func seal(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (aead, nonce) = try aead(request)
        let (plaintext, additional) = (try need(request.pt, "pt"), request.aad?.octets ?? [])
        var record = plaintext + [UInt8](repeating: 0, count: AEADAlgorithm.tagLength)
        var span = record.mutableSpan
        try aead.seal(&span, nonce: nonce.span, additional: additional.span)
        return .results([
            "ct": HexOctets(Array(record.prefix(plaintext.count))),
            "tag": HexOctets(Array(record.dropFirst(plaintext.count))),
        ])
    }

    private func open(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (aead, nonce) = try aead(request)
        let (ciphertext, tag) = (try need(request.ct, "ct"), try need(request.tag, "tag"))
        guard tag.count == AEADAlgorithm.tagLength else { throw Unsupported() }
        let additional = request.aad?.octets ?? []
        var record = ciphertext + tag
        var span = record.mutableSpan
        try aead.open(&span, nonce: nonce.span, additional: additional.span)
        return .results(["pt": HexOctets(Array(record.prefix(ciphertext.count)))])
    }

    private func publicComponents(_ request: KnownAnswerRequest) throws -> RSAPublicComponents {
        let exponent = try need(request.e, "e").drop { $0 == 0 }
        guard exponent.count <= 8 else { throw Unsupported() }
        let components = RSAPublicComponents(
            modulus: try need(request.n, "n"),
            exponent: exponent.reduce(0) { $0 << 8 | UInt64($1) }
        )
        guard Backend.capabilities.rsaModulusBits.contains(components.modulusBits) else { throw Unsupported() }
        return components
    }

    private func privateKey(_ request: KnownAnswerRequest) throws -> Backend.PrivateKey {
        let components = try publicComponents(request)
        return try Backend.PrivateKey(
            RSAPrivateComponents(
                modulus: components.modulus,
                exponent: components.exponent,
                privateExponent: need(request.d, "d"),
                prime1: need(request.p, "p"),
                prime2: need(request.q, "q")
            )
        )
    }

    private func decrypt(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let ciphertext = try need(request.ct, "ct")
        guard let key = try privateKey(request) as? any KnownAnswerDecryption else { throw Unsupported() }
        return .results(["pt": HexOctets(try key.decryptKnownAnswer(ciphertext.span))])
    }

    private func scheme(_ request: KnownAnswerRequest) throws -> SignatureScheme {
        let hash = try hash(request)
        guard
            let found = Backend.capabilities.signatureSchemes.first(where: { $0.padding == .pkcs1 && $0.hash == hash })
        else { throw Unsupported() }
        return found
    }

    private func sign(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (message, scheme) = (try need(request.msg, "msg"), try scheme(request))
        return .results(["sig": HexOctets(try privateKey(request).sign(message.span, scheme: scheme))])
    }

    private func verify(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (message, signature) = (try need(request.msg, "msg"), try need(request.sig, "sig"))
        let scheme = try scheme(request)
        let key = try Backend.PublicKey(publicComponents(request))
        do throws(CryptoError) {
            try key.verify(signature.span, over: message.span, scheme: scheme)
            return .holds(true)
        } catch .badSignature { return .holds(false) }
    }

    private func hmac(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (key, message, hash) = (try need(request.key, "key"), try need(request.msg, "msg"), try hash(request))
        let mac = try Backend.MAC(key: secret(key), hash: hash)
        try mac.update(message.span)
        var tag = [UInt8](repeating: 0, count: hash.digestLength)
        var output = tag.mutableSpan
        try mac.finalize(into: &output)
        return .results(["mac": HexOctets(tag)])
    }

    private func digest(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (message, hash) = (try need(request.msg, "msg"), try hash(request))
        return .results(["md": HexOctets(try Backend.Hash.digest(message.span, hash).octets)])
    }

    private func prf(_ request: KnownAnswerRequest) throws -> KnownAnswer {
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

    private func agree(_ group: NamedGroup, _ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (ours, theirs) = (try need(request.private, "private"), try need(request.public, "public"))
        guard Backend.capabilities.groups.contains(group),
            let type = Backend.KeyShare.self as? any KnownAnswerKeyShare.Type
        else { throw Unsupported() }
        // A scalar of P-256 is a number, which may come with fewer octets or with a zero before it.
        let number = ours.drop { $0 == 0 }
        let isShort = group == .secp256r1 && number.count <= 32
        let value = isShort ? [UInt8](repeating: 0, count: 32 - number.count) + number : ours
        let share = try type.init(group, privateValue: secret(value))
        return .results(["shared": published(try share.sharedSecret(with: theirs.span))])
    }
}

extension HashAlgorithm {
    /// As standards write it.
    var registryName: String {
        switch self {
        case .sha256: "SHA-256"
        case .sha384: "SHA-384"
        }
    }
}
