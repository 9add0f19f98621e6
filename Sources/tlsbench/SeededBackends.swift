internal import CryptoBackend
internal import GMPBackend
internal import NullBackend
internal import OpenSSLBackend
internal import Scenarios
internal import SwiftCore
internal import SwiftCryptoBackend

/// The backends of the registry as a worker measures them: the same code, but with octets that hang on the seed in the
/// place of random ones. Nothing but the worker may name them; the layer check looks.
enum SeededBackends {
    /// In the order of the registry; there is no worker without libcrypto.
    static let all: [any CryptoBackend.Type] =
        [
            SwiftCore<MontgomeryModulus, SeededRandom<SystemRandom>>.self,
            SwiftCore<GMPModulus, SeededRandom<SystemRandom>>.self,
            SeededBackend<OpenSSLBackend>.self,
        ] + optional

    #if SwiftCrypto
    private static let optional: [any CryptoBackend.Type] = [SeededBackend<SwiftCryptoBackend>.self]
    #else
    private static let optional: [any CryptoBackend.Type] = []
    #endif

    /// ``Registry/engineAlone``.
    static let engineAlone: any CryptoBackend.Type = SeededBackend<NullBackend>.self
}
