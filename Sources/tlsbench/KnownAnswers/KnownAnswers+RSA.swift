internal import CryptoBackend
internal import TLSTrust

extension KnownAnswers {
    private func publicComponents(_ request: KnownAnswerRequest) throws -> RSAPublicComponents {
        let exponent = try need(request.e, "e").drop { $0 == 0 }
        guard exponent.count <= 8 else {
            throw Unsupported(reason: "public exponent of more than 64 bits")
        }
        let components = RSAPublicComponents(
            modulus: try need(request.n, "n"),
            exponent: exponent.reduce(0) { $0 << 8 | UInt64($1) }
        )
        let exponentBits = UInt64.bitWidth - components.exponent.leadingZeroBitCount
        guard exponentBits <= Backend.capabilities.rsaExponentBits else {
            throw Unsupported(reason: "public exponent of \(exponentBits) bits")
        }
        guard Backend.capabilities.rsaModulusBits.contains(components.modulusBits) else {
            throw Unsupported(reason: "RSA modulus of \(components.modulusBits) bits")
        }
        return components
    }

    private func privateKey(_ request: KnownAnswerRequest) throws -> Backend.PrivateKey {
        let components = try publicComponents(request)
        let d = try need(request.d, "d")
        let isWithoutPrimes = request.p == nil && request.q == nil
        let primes =
            isWithoutPrimes
            ? try components.primes(privateExponent: d) : (try need(request.p, "p"), try need(request.q, "q"))
        guard let (p, q) = primes else { throw CryptoError.invalidKey(.inconsistent) }
        return try Backend.PrivateKey(
            RSAPrivateComponents(
                modulus: components.modulus,
                exponent: components.exponent,
                privateExponent: d,
                prime1: p,
                prime2: q
            )
        )
    }

    func decrypt(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let ciphertext = try need(request.ct, "ct")
        guard let key = try privateKey(request) as? any KnownAnswerDecryption else {
            throw Unsupported(reason: "decryption that tells")
        }
        do throws(CryptoError) {
            return .results(["pt": HexOctets(try key.decryptKnownAnswer(ciphertext.span))])
        } catch .notOffered {
            throw Unsupported(reason: "decryption under this key")
        }
    }

    private func scheme(_ request: KnownAnswerRequest) throws -> SignatureScheme {
        let hash = try hash(request)
        let padding: SignatureScheme.Padding
        switch request.padding {
        case "pkcs1", nil: padding = .pkcs1
        case "pss": padding = .pss
        case .some(let name): throw Unsupported(reason: "padding \(name)")
        }
        if let salt = request.salt, padding == .pss, salt != hash.digestLength {
            throw Unsupported(reason: "salt of \(salt) octets with \(hash.registryName)")
        }
        guard
            let found = Backend.capabilities.signatureSchemes.first(where: { $0.padding == padding && $0.hash == hash })
        else { throw Unsupported(reason: "signatures with \(hash.registryName)") }
        return found
    }

    func sign(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (message, scheme) = (try need(request.msg, "msg"), try scheme(request))
        return .results(["sig": HexOctets(try privateKey(request).sign(message.span, scheme: scheme))])
    }

    func verify(_ request: KnownAnswerRequest) throws -> KnownAnswer {
        let (message, signature) = (try need(request.msg, "msg"), try need(request.sig, "sig"))
        let scheme = try scheme(request)
        let key = try Backend.PublicKey(publicComponents(request))
        do throws(CryptoError) {
            try key.verify(signature.span, over: message.span, scheme: scheme)
            return .holds(true)
        } catch .badSignature { return .holds(false) }
    }
}
