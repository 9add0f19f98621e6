import CryptoBackend
import GMPBackend
import OpenSSLBackend
import StackSeam
import SwiftCore
import SwiftCryptoBackend
import TLSEngine
import TLSTransport
import TLSTrust
import TLSWire

/// Every backend, as an argument of tests.
enum Backend: String, Sendable, CaseIterable {
    case swift, gmp, openssl
    #if SwiftCrypto
    case swiftCrypto = "swift-crypto"
    #endif

    var type: any CryptoBackend.Type {
        switch self {
        case .swift: SwiftBackend.self
        case .gmp: GMPBackend.self
        case .openssl: OpenSSLBackend.self
        #if SwiftCrypto
        case .swiftCrypto: SwiftCryptoBackend.self
        #endif
        }
    }
}

/// One test PKI for all tests of this module.
enum Fixture {
    static let pki = Result { try TestPKI.mint(serverNames: ["localhost", "127.0.0.1"], keyBits: 2048) }
    static let anyPort = Endpoint(host: "127.0.0.1", port: 0)
    static let limits = TimeLimits(.seconds(10))

    static func server<B: CryptoBackend>(
        _ backend: B.Type,
        _ service: Service,
        suites: [CipherSuite] = CipherSuite.supported,
        limits: TimeLimits = limits
    ) throws -> TLSServerTransport<B> {
        try TLSServerTransport(configuration(backend, suites), service: service, on: anyPort, limits: limits)
    }

    static func configuration<B: CryptoBackend>(
        _ backend: B.Type,
        _ suites: [CipherSuite] = CipherSuite.supported
    ) throws -> ServerConfiguration<B> {
        let credentials = try pki.get().credentials
        return ServerConfiguration(identity: try Identity<B>(credentials), cipherSuites: suites)
    }

    static func client<B: CryptoBackend>(
        _ backend: B.Type,
        limits: TimeLimits = limits
    ) throws -> TLSClientTransport<B> {
        TLSClientTransport(try clientConfiguration(backend), limits: limits)
    }

    static func clientConfiguration<B: CryptoBackend>(_ backend: B.Type) throws -> ClientConfiguration<B> {
        ClientConfiguration(
            verifier: try pki.get().trustStore,
            serverName: .localhost,
            cipherSuites: CipherSuite.supported
        )
    }
}
