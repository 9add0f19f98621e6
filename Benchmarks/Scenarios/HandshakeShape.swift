internal import BenchCore
public import CryptoBackend
internal import StackSeam
internal import TLSEngine
public import TLSWire

extension HandshakeShape {
    /// The stable name of the scenario, in memory and over TCP.
    var op: String {
        switch resumption {
        case .none: "handshake-full"
        case .sessionID: "handshake-resumed-id"
        case .ticket: "handshake-resumed-ticket"
        case .preSharedKey: "handshake-resumed-psk"
        }
    }

    /// The parameters that a scenario begins with. Whoever resumes has nothing to do with the server's key.
    func parameters(_ key: BenchmarkKey) -> [Benchmark.Parameter] {
        var list: [Benchmark.Parameter] = [.init("suite", suite.shortName)]
        if let group { list.append(.init("group", group.name)) }
        if !isResumed { list.append(key.parameter) }
        return list
    }

    /// What it asks of a library, with a server's key.
    func primitives(_ key: BenchmarkKey) -> [Primitive] {
        (isResumed ? [] : key.primitives) + (group?.primitives ?? []) + (suite.hash.map { [.hash($0)] } ?? [])
            + (suite.aead.map { [.aead($0)] } ?? [])
    }

    /// Whether a backend can do all of it, with a server's key.
    func isOffered<Backend: CryptoBackend>(by _: Backend.Type, _ key: BenchmarkKey) -> Bool {
        Backend.canDo(suite) && primitives(key).allSatisfy(Backend.capabilities.include)
            && suite.isAuthenticated(by: Backend.capabilities.signatureSchemes(of: key.kind))
    }
}

extension CipherSuite {
    /// Whether a server can prove with one of these schemes who it is: in TLS 1.3 not with PKCS#1 v1.5 (RFC 8446 §4.2.3), and with RSA key
    /// exchange without any.
    public func isAuthenticated(by schemes: [SignatureScheme]) -> Bool {
        keyExchange == .rsa || schemes.contains { version == .tls12 || $0.padding != .pkcs1 }
    }

    /// The registry's name without the prefix that all have; a suite of TLS 1.3 keeps it, as a cipher alone would have the rest.
    var shortName: String { version == .tls12 && name.hasPrefix("TLS_") ? String(name.dropFirst(4)) : name }

    /// The name of the record protection, for suites that the engine has.
    var cipherName: String { aead?.name(in: version) ?? name }
}

extension AEADAlgorithm {
    /// The name of the protection of a version's records: in TLS 1.3 nonce, additional data and plaintext are others.
    func name(in version: ProtocolVersion) -> String { version == .tls13 ? "tls13-\(rawValue)" : rawValue }
}
