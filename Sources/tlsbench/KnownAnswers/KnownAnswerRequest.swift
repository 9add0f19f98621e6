internal import VectorFiles

/// One line of `tlsbench kat`: an operation and what it takes; binary values in hexadecimal.
///
/// `rsa-sign` and `rsa-decrypt` find p and q by themselves if neither is given. `length` is that of `tls12-prf`'s output, and
/// may make `hmac`'s shorter; `padding` is pkcs1, unless it is pss.
struct KnownAnswerRequest: Codable {
    let op: String
    var key, iv, aad, pt, ct, tag: HexOctets?
    var n, e, d, p, q: HexOctets?
    var hash, padding: String?
    var salt: Int?
    var msg, sig: HexOctets?
    var secret, seed: HexOctets?
    var label: String?
    var length: Int?
    var `private`, `public`: HexOctets?
}

/// Octets that are written in hexadecimal.
struct HexOctets: Codable, Hashable {
    let octets: [UInt8]

    init(_ octets: [UInt8]) { self.octets = octets }

    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let octets = [UInt8](hexadecimal: text) else {
            let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "not hexadecimal")
            throw DecodingError.dataCorrupted(context)
        }
        self.octets = octets
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(octets.hexadecimal)
    }
}
