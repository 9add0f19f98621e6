internal import CryptoBackend
internal import StackSeam
internal import TLSEngine
internal import TLSTransport
internal import TLSTrust
internal import TLSWire

/// The engine over one backend, with the certificate, key and authority of a fixture.
struct EngineStack<Backend: CryptoBackend>: EncapsulatingStack {
    private let fixture: Fixture
    private let verifier: (any CertificateVerifier)?

    /// - Parameter verifier: of the server's chain, in place of the fixture's.
    init(_ fixture: Fixture, verifier: (any CertificateVerifier)? = nil) {
        self.fixture = fixture
        self.verifier = verifier
    }

    static var identity: StackIdentity {
        StackIdentity(
            name: Backend.identity.name,
            library: Backend.identity.library,
            version: Backend.identity.version,
            codePath: "tlsbench's engine"
        )
    }

    /// With the server's key that the suite asks for; RSA of 2048 bits where it asks for none.
    static func offers(_ shape: HandshakeShape) -> Bool {
        shape.isOffered(by: Backend.self, shape.suite.keyKind == .ecdsa ? .p256 : .rsa(bits: 2048))
    }

    func expectEncapsulation<Reference: CryptoBackend>(
        _ algorithm: KEMAlgorithm,
        against reference: Reference.Type
    ) throws { try expectAgreement(try Backend.KEMKey(algorithm), with: reference) }

    func pair(_ shape: HandshakeShape, chunk: [UInt8]) throws -> any StackPair {
        try EnginePair(client: clientConfiguration(shape), server: serverConfiguration(shape), shape, chunk: chunk)
    }

    func clientSide(_ shape: HandshakeShape) -> any StackSide {
        let configuration = clientConfiguration(shape)
        return EngineSide { TLSClient(configuration) }
    }

    func serverSide(_ shape: HandshakeShape) throws -> any StackSide {
        let configuration = try serverConfiguration(shape)
        return EngineSide { TLSServer(configuration) }
    }

    func server(_ shape: HandshakeShape, _ service: Service, buffers: SocketBuffers?) throws -> any StackServer {
        EngineServer(
            try TLSServerTransport(
                serverConfiguration(shape),
                service: service,
                on: Endpoint(host: "127.0.0.1", port: 0),
                limits: loopbackLimits,
                buffers: buffers
            )
        )
    }

    func client(_ shape: HandshakeShape, pattern: [UInt8], buffers: SocketBuffers?) -> any StackClient {
        EngineClient(clientConfiguration(shape), shape, pattern, buffers)
    }

    private func clientConfiguration(_ shape: HandshakeShape) -> ClientConfiguration<Backend> {
        fixture.client(shape, on: Backend.self, verifier: verifier)
    }

    private func serverConfiguration(_ shape: HandshakeShape) throws -> ServerConfiguration<Backend> {
        try fixture.server(shape, on: Backend.self)
    }
}

extension HandshakeOutcome {
    /// The engine's words for it.
    init(_ negotiated: NegotiatedParameters) {
        self.init(
            cipherSuite: negotiated.cipherSuite,
            group: negotiated.group,
            resumption: HandshakeShape.Resumption(negotiated.resumption),
            usesExtendedMasterSecret: negotiated.usesExtendedMasterSecret,
            hasSecureRenegotiation: negotiated.hasSecureRenegotiation
        )
    }
}

extension HandshakeShape.Resumption {
    fileprivate init(_ resumption: NegotiatedParameters.Resumption) {
        self =
            switch resumption {
            case .none: .none
            case .sessionID: .sessionID
            case .ticket: .ticket
            case .preSharedKey: .preSharedKey
            }
    }
}
