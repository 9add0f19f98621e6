import CryptoBackend
import GMPBackend
import OpenSSLBackend
import SwiftCore

/// Every backend that is more than a stand-in.
enum Backends {
    static let all: [any CryptoBackend.Type] = [SwiftBackend.self, GMPBackend.self, OpenSSLBackend.self]

    /// Their indices: a metatype makes no good test argument.
    static let indices = all.indices
}
