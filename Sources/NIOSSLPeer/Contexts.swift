#if NIOSSL
internal import NIOSSL
internal import StackSeam
internal import TLSWire

extension NIOSSLContext {
    /// A client's settings, made once for any number of connections: whoever has no chain to the authority is refused, and so is a
    /// certificate for another name.
    static func client(
        _ negotiation: NIOSSLNegotiation,
        _ credentials: StackCredentials
    ) throws(NIOSSLPeerError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try certificates(inPEM: credentials.authorityPEM))
        return try context(configuration, negotiation)
    }

    /// A server's settings, with its chain and key.
    static func server(
        _ negotiation: NIOSSLNegotiation,
        _ credentials: StackCredentials
    ) throws(NIOSSLPeerError) -> NIOSSLContext {
        let chain = try certificates(inPEM: credentials.certificatePEM)
        let key = try reading { try NIOSSLPrivateKey(bytes: Array(credentials.keyPEM.utf8), format: .pem) }
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        return try context(configuration, negotiation)
    }

    private static func context(
        _ configuration: TLSConfiguration,
        _ negotiation: NIOSSLNegotiation
    ) throws(NIOSSLPeerError) -> NIOSSLContext {
        var configuration = configuration
        let isTLS13 = negotiation.cipherSuite.version == .tls13
        configuration.minimumTLSVersion = isTLS13 ? .tlsv13 : .tlsv12
        configuration.maximumTLSVersion = configuration.minimumTLSVersion
        // A list without a suite of TLS 1.2 would be none at all for BoringSSL, and those of TLS 1.3 are not its matter.
        if !isTLS13 { configuration.cipherSuiteValues = [NIOTLSCipher(rawValue: negotiation.cipherSuite.rawValue)] }
        if let group = negotiation.group { configuration.curves = [NIOTLSCurve(rawValue: group)] }
        return try reading { try NIOSSLContext(configuration: configuration) }
    }

    private static func certificates(inPEM text: String) throws(NIOSSLPeerError) -> [NIOSSLCertificate] {
        try reading { try NIOSSLCertificate.fromPEMBytes(Array(text.utf8)) }
    }

    private static func reading<Result>(_ body: () throws -> Result) throws(NIOSSLPeerError) -> Result {
        do { return try body() } catch { throw .unreadableCredentials(reason: "\(error)") }
    }
}
#endif
