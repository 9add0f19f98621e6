internal import CryptoBackend
internal import TLSWire

/// What a ClientHello lets a server choose, beyond suites (RFC 5246 §7.4.1.4, RFC 8422 §4, RFC 7919 §4).
struct Offer {
    let hello: ClientHello

    /// The first of `own` groups that serves the exchange and that the client has.
    ///
    /// A client that names no groups may be given any curve, of which all have secp256r1; one that names no field may be given
    /// any, as before RFC 7919.
    func group(for exchange: KeyExchangeAlgorithm, among own: [NamedGroup]) -> NamedGroup? {
        let candidates = own.filter { $0.keyExchange == exchange }
        let named = hello.extensions.supportedGroups ?? []
        switch exchange {
        case .rsa: return nil
        case .ecdhe:
            guard hello.extensions.supportedGroups != nil else { return candidates.first { $0 == .secp256r1 } }
            return candidates.first { named.contains($0.rawValue) }
        case .dhe:
            return namesFields ? candidates.first { named.contains($0.rawValue) } : candidates.first
        }
    }

    /// Whether the client takes a certificate on secp256r1: it names that curve, or none (RFC 8422 §4, §5.1).
    var takesP256: Bool { hello.extensions.supportedGroups?.contains(NamedGroup.secp256r1.rawValue) ?? true }

    /// The first of `own` schemes that the client has; nil too if it says nothing, which stands for SHA-1 (RFC 5246 §7.4.1.4.1).
    func scheme(among own: [SignatureScheme]) -> SignatureScheme? {
        own.first { hello.extensions.signatureAlgorithms?.contains($0.rawValue) ?? false }
    }

    /// Whether the client asks for DHE, names fields, and none of them is one of `own`: it is not to be given a weaker one
    /// (RFC 7919 §4).
    func hasOnlyOtherFields(than own: [NamedGroup]) -> Bool {
        namesFields && group(for: .dhe, among: own) == nil
            && hello.cipherSuites.contains { $0.keyExchange == .dhe }
    }

    /// Whether a curve is among the groups: those of RFC 8422 §5.1.1.
    var namesCurves: Bool {
        hello.extensions.supportedGroups?.contains { (23...25).contains($0) || (29...30).contains($0) } ?? false
    }

    /// Code points 256 to 511 are fields (RFC 7919 §2).
    private var namesFields: Bool {
        hello.extensions.supportedGroups?.contains { (0x0100...0x01FF).contains($0) } ?? false
    }
}

/// Throws unless a point without compression is among the formats, if there are any: whoever has curves has it (RFC 8422 §5.1.2).
func checkPointFormats(_ formats: [UInt8]?) throws(HandshakeError) {
    guard formats?.contains(0) ?? true else { throw .peerMisbehaved(.noUncompressedPoints) }
}
