import CryptoBackend
import GMPBackend
import OpenSSLBackend
import SwiftCore
import SwiftCryptoBackend

/// Every backend that is more than a stand-in.
enum Backends {
    static let all: [any CryptoBackend.Type] = [SwiftBackend.self, GMPBackend.self, OpenSSLBackend.self] + optional

    #if SwiftCrypto
    private static let optional: [any CryptoBackend.Type] = [SwiftCryptoBackend.self]
    #else
    private static let optional: [any CryptoBackend.Type] = []
    #endif

    /// Their indices: a metatype makes no good test argument.
    static let indices = all.indices
}
