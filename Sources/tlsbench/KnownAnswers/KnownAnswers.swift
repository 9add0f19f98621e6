internal import CryptoBackend

/// Other people's vectors on one backend. All that goes in is public, keys too.
struct KnownAnswers<Backend: CryptoBackend> {
    /// What the backend makes of a request.
    func answer(_ request: KnownAnswerRequest) -> KnownAnswer {
        do {
            switch request.op {
            case "aes-gcm-seal", "chacha20-poly1305-seal": return try seal(request)
            case "aes-gcm-open", "chacha20-poly1305-open": return try open(request)
            case "rsa-decrypt": return try decrypt(request)
            case "rsa-sign": return try sign(request)
            case "rsa-verify": return try verify(request)
            case "ecdsa-verify": return try verifyECDSA(request)
            case "hmac": return try hmac(request)
            case "sha": return try digest(request)
            case "sha-monte-carlo": return try monteCarlo(request)
            case "tls12-prf": return try prf(request)
            case "x25519": return try agree(.x25519, request)
            case "p256": return try agree(.secp256r1, request)
            default: throw Unsupported(reason: "operation \(request.op)")
            }
        } catch let missing as MissingField {
            return .malformed("\(request.op) needs \(missing.name)")
        } catch let unsupported as Unsupported {
            return .unsupported(unsupported.reason)
        } catch { return .refused("\(error)") }
    }

    private struct MissingField: Error { let name: String }

    /// What the backend does not do, in words.
    struct Unsupported: Error { let reason: String }

    func need<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else { throw MissingField(name: name) }
        return value
    }

    func need(_ value: HexOctets?, _ name: String) throws -> [UInt8] {
        guard let value else { throw MissingField(name: name) }
        return value.octets
    }

    func secret(_ octets: [UInt8]) -> SecretBytes { SecretBytes(copying: octets.span) }

    private func published(_ secret: borrowing SecretBytes) -> HexOctets {
        HexOctets(secret.withBytes { octets in octets.indices.map { octets[$0] } })
    }

    func hash(_ request: KnownAnswerRequest) throws -> HashAlgorithm {
        let name = try need(request.hash, "hash")
        guard let found = Backend.capabilities.hashes.first(where: { $0.registryName == name }) else {
            throw Unsupported(reason: name)
        }
        return found
    }

    private func aead(_ request: KnownAnswerRequest) throws -> (Backend.AEAD, nonce: [UInt8]) {
        let (key, nonce) = (try need(request.key, "key"), try need(request.iv, "iv"))
        let isChaCha = request.op.hasPrefix(AEADAlgorithm.chacha20Poly1305.rawValue)
        let algorithm = Backend.capabilities.aeads.first {
            $0.keyLength == key.count && ($0 == .chacha20Poly1305) == isChaCha
        }
        guard let algorithm else {
            throw Unsupported(reason: "\(isChaCha ? "ChaCha20" : "AES") key of \(8 * key.count) bits")
        }
        guard nonce.count == AEADAlgorithm.nonceLength else {
            throw Unsupported(reason: "nonce of \(8 * nonce.count) bits")
        }
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
        guard tag.count == AEADAlgorithm.tagLength else { throw Unsupported(reason: "tag of \(8 * tag.count) bits") }
        let additional = request.aad?.octets ?? []
        var record = ciphertext + tag
        var span = record.mutableSpan
        try aead.open(&span, nonce: nonce.span, additional: additional.span)
        return .results(["pt": HexOctets(Array(record.prefix(ciphertext.count)))])
    }

    private func agree(_ group: NamedGroup, _ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (ours, theirs) = (try need(request.private, "private"), try need(request.public, "public"))
        guard Backend.capabilities.groups.contains(group),
            let type = Backend.KeyShare.self as? any KnownAnswerKeyShare.Type
        else { throw Unsupported(reason: "\(group) with a given private value") }
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
