internal import ArgumentParser
internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

/// The one handshake that the options of `trace` ask for.
struct TraceRequest {
    let version: ProtocolVersion
    /// Suites of that version, most preferred first.
    let cipherSuites: [CipherSuite]
    /// Groups of the client, most preferred first.
    let groups: [KeyExchangeGroup]
    /// Those of the server, which are fewer where it is to ask for another share.
    let serverGroups: [KeyExchangeGroup]
    let certificate: TraceCertificate
    /// What the server keeps to resume a session by.
    let resumption: NegotiatedParameters.Resumption
    let isRetried: Bool

    /// Throws a `ValidationError` where there is no such handshake.
    init(_ trace: Trace) throws {
        let (options, backend) = (trace.options, trace.options.backend)
        version = try Self.version(options)
        let named = options.cipherSuites(of: version)
        let suites = named.filter { backend.canDo($0) }
        guard !suites.isEmpty else {
            throw ValidationError("\(backend.identity.name) does none of \(Self.names(named))")
        }
        certificate = try Self.certificate(trace, suites)
        let kind = certificate.kind
        cipherSuites = suites.filter { $0.keyKind == nil || $0.keyKind == kind }
        guard !cipherSuites.isEmpty else {
            throw ValidationError("--certificate \(kind.rawValue) is for none of \(Self.names(suites))")
        }
        guard !backend.capabilities.signatureSchemes(of: kind).isEmpty || cipherSuites.contains(where: \.isPlainRSA)
        else { throw ValidationError("\(backend.identity.name) does no \(kind.rawValue.uppercased()) signatures") }
        groups = options.groups.filter { $0.isOffered(by: backend.capabilities) }
        try Self.check(groups, of: options, for: cipherSuites)
        (resumption, isRetried) = (trace.resume, trace.retry)
        serverGroups = isRetried ? try Self.groupsToRetry(groups, version) : groups
    }

    /// How the connection is resumed, as its ends call it.
    var expectedResumption: NegotiatedParameters.Resumption {
        version == .tls13 && resumption != .none ? .preSharedKey : resumption
    }

    /// The one of `--tls`; without it the textbook's, unless all the suites are of the other.
    private static func version(_ options: ConnectionOptions) throws -> ProtocolVersion {
        guard let wanted = options.tls else {
            return options.cipherSuite.allSatisfy { $0.version == .tls13 } ? .tls13 : .tls12
        }
        guard Set(wanted).count == 1 else {
            throw ValidationError("trace draws one handshake: --tls 1.2 or --tls 1.3, not both")
        }
        return wanted[0]
    }

    private static func certificate(_ trace: Trace, _ suites: [CipherSuite]) throws -> TraceCertificate {
        let isOnlyForECDSA = suites.allSatisfy { $0.keyKind == .ecdsa }
        switch trace.certificate ?? (isOnlyForECDSA && trace.bits == nil ? .ecdsa : .rsa) {
        case .rsa: return .rsa(bits: trace.bits ?? 2048)
        case .ecdsa:
            guard trace.bits == nil else {
                throw ValidationError("--bits is the length of an RSA key; that of --certificate ecdsa is on P-256")
            }
            return .ecdsa
        }
    }

    private static func check(
        _ groups: [KeyExchangeGroup],
        of options: ConnectionOptions,
        for suites: [CipherSuite]
    ) throws {
        let isPossible = suites.contains { suite in
            switch suite.keyExchange {
            case .rsa: true
            // The client has to name the curve of the certificate too (RFC 8422 §5.1).
            case .ecdhe where suite.keyKind == .ecdsa && !groups.contains(.secp256r1): false
            case let exchange?: groups.contains { $0.named?.keyExchange == exchange }
            case nil: !groups.isEmpty
            }
        }
        guard isPossible else {
            let named = "no group of --groups (\(options.groups.map(\.name).joined(separator: ", ")))"
            throw ValidationError("\(named) is for \(names(suites)) on \(options.backend.identity.name)")
        }
    }

    /// What is left of the groups without those that a client sends shares for.
    private static func groupsToRetry(
        _ groups: [KeyExchangeGroup],
        _ version: ProtocolVersion
    ) throws -> [KeyExchangeGroup] {
        guard version == .tls13, let first = groups.first else {
            throw ValidationError("--retry needs --tls 1.3: TLS 1.2 has no HelloRetryRequest")
        }
        let shared = [first] + groups.filter { first.encapsulation != nil && $0 == KeyExchangeGroup(first.classical) }
        let others = groups.filter { !shared.contains($0) }
        guard !others.isEmpty else {
            throw ValidationError(
                "--retry needs another group in --groups: ClientHello has shares for "
                    + shared.map(\.name).joined(separator: " and ")
            )
        }
        return others
    }

    private static func names(_ suites: [CipherSuite]) -> String { suites.map(\.name).joined(separator: ", ") }
}

extension CipherSuite {
    /// Whether the server decrypts and does not sign.
    fileprivate var isPlainRSA: Bool { keyExchange == .rsa }
}
