internal import VectorFiles

/// What there is to ask about each operation, whichever format a vector has.
extension [VectorCase.Step] {
    /// Opening must give the plaintext, and sealing the record; a record without one must be refused.
    ///
    /// - Parameter operation: what the two requests are called before `-open` and `-seal`.
    static func aead(
        _ operation: String,
        _ fields: VectorFields,
        plaintext: HexOctets?,
        names: (key: String, iv: String, aad: String, ct: String, tag: String)
    ) throws(VectorFileError) -> Self {
        let (key, iv) = (try fields.octets(names.key), try fields.octets(names.iv))
        let (aad, ct) = (try fields.octets(names.aad), try fields.octets(names.ct))
        let tag = try fields.octets(names.tag)
        let open = KnownAnswerRequest(op: operation + "-open", key: key, iv: iv, aad: aad, ct: ct, tag: tag)
        guard let plaintext else { return [Element(open, .refusal)] }
        let seal = KnownAnswerRequest(op: operation + "-seal", key: key, iv: iv, aad: aad, pt: plaintext)
        return [Element(open, .results(["pt": plaintext])), Element(seal, .results(["ct": ct, "tag": tag]))]
    }

    static func hmac(_ hash: String, key: HexOctets, message: HexOctets, mac: HexOctets) -> Self {
        let request = KnownAnswerRequest(op: "hmac", key: key, hash: hash, msg: message, length: mac.octets.count)
        return [Element(request, .results(["mac": mac]))]
    }

    static func digest(_ hash: String, _ message: HexOctets, _ digest: HexOctets) -> Self {
        [Element(KnownAnswerRequest(op: "sha", hash: hash, msg: message), .results(["md": digest]))]
    }

    static func monteCarlo(_ hash: String, seed: HexOctets, _ digest: HexOctets) -> Self {
        [Element(KnownAnswerRequest(op: "sha-monte-carlo", hash: hash, msg: seed), .results(["md": digest]))]
    }

    static func prf(_ hash: String, secret: HexOctets, label: String, seed: HexOctets, _ output: HexOctets) -> Self {
        let request = KnownAnswerRequest(
            op: "tls12-prf",
            hash: hash,
            secret: secret,
            seed: seed,
            label: label,
            length: output.octets.count
        )
        return [Element(request, .results(["out": output]))]
    }
}
