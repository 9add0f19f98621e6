internal import BenchCore
internal import CryptoBackend
internal import LibSSLPeer
internal import TLSEngine
internal import TLSWire

/// What a handshake has to end with: the suite, the group of its key exchange, and whether a session goes on.
struct HandshakeShape: Hashable, Sendable {
    let suite: CipherSuite
    /// Nil for a suite that needs none, and in a handshake that has no key exchange.
    let group: NamedGroup?
    let resumption: NegotiatedParameters.Resumption

    /// A full handshake.
    static func full(_ suite: CipherSuite, _ group: NamedGroup? = nil) -> HandshakeShape {
        HandshakeShape(suite: suite, group: group, resumption: .none)
    }

    /// A handshake that goes on with the session of another before it.
    static func resumed(_ suite: CipherSuite, by resumption: NegotiatedParameters.Resumption) -> HandshakeShape {
        HandshakeShape(suite: suite, group: nil, resumption: resumption)
    }

    /// Whether a session goes on.
    var isResumed: Bool { resumption != .none }

    /// The stable name of the scenario, in memory and over TCP.
    var op: String {
        switch resumption {
        case .none: "handshake-full"
        case .sessionID: "handshake-resumed-id"
        case .ticket: "handshake-resumed-ticket"
        }
    }

    /// The parameters that a scenario begins with. Whoever resumes has nothing to do with the server's key.
    func parameters(bits: Int) -> [Benchmark.Parameter] {
        var list: [Benchmark.Parameter] = [.init("suite", suite.shortName)]
        if let group { list.append(.init("group", group.name)) }
        if !isResumed { list.append(.init("bits", bits)) }
        return list
    }

    /// What it asks of a library, with a server's key of so many bits.
    func primitives(bits: Int) -> [Primitive] {
        let keys: [Primitive] = isResumed ? [] : [.rsaPublic(bits: bits), .rsaPrivate(bits: bits)]
        return keys + (group.map { [.keyShare($0)] } ?? []) + (suite.hash.map { [.hash($0)] } ?? [])
            + (suite.aead.map { [.aead($0)] } ?? [])
    }

    /// Whether a backend can do all of it, with a server's key of so many bits.
    func isOffered<Backend: CryptoBackend>(by _: Backend.Type, bits: Int) -> Bool {
        Backend.canDo(suite) && primitives(bits: bits).allSatisfy(Backend.capabilities.include)
    }

    /// The groups that both sides have: the one, if there is a key exchange.
    var groups: [NamedGroup] { group.map { [$0] } ?? [] }
}

extension HandshakeShape {
    /// The same in libssl's words.
    var negotiation: LibSSLNegotiation {
        LibSSLNegotiation(cipherSuite: suite.libsslName, group: group?.libsslGroup, resumption: resumption.ofLibSSL)
    }
}

extension CipherSuite {
    /// The registry's name without the prefix that all have.
    var shortName: String { name.hasPrefix("TLS_") ? String(name.dropFirst(4)) : name }

    /// The name of the record protection, for suites that the engine has.
    var cipherName: String { aead?.rawValue ?? name }

    /// What libssl calls the suite.
    fileprivate var libsslName: String {
        let exchange = keyExchange == .ecdhe ? "ECDHE-RSA-" : keyExchange == .dhe ? "DHE-RSA-" : ""
        return exchange + (aead == .aes256GCM ? "AES256-GCM-SHA384" : "AES128-GCM-SHA256")
    }
}

extension NamedGroup {
    fileprivate var libsslGroup: LibSSLNegotiation.Group {
        switch self {
        case .x25519: .curve("X25519")
        case .secp256r1: .curve("prime256v1")
        case .ffdhe2048, .ffdhe3072: .field(name)
        }
    }
}

extension NegotiatedParameters.Resumption {
    fileprivate var ofLibSSL: LibSSLNegotiation.Resumption {
        switch self {
        case .none: .none
        case .sessionID: .sessionID
        case .ticket: .ticket
        }
    }
}
