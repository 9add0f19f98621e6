#if SwiftCrypto
internal import enum Crypto.CryptoKitError
internal import struct Crypto.SharedSecret
internal import struct Crypto.SymmetricKey
internal import CryptoBackend
internal import Foundation

// Between the library's values and ours, in this one place. The library has a Digest and a CryptoError too, so each of its
// names is imported by itself.

/// The library's key, which it wipes when it goes.
func symmetricKey(_ secret: borrowing SecretBytes) -> SymmetricKey {
    secret.withBytes { octets in unsafe octets.withUnsafeBytes { unsafe SymmetricKey(data: $0) } }
}

extension SecretBytes {
    /// A copy of what both halves make, which the library wipes when it goes.
    init(copying secret: SharedSecret) {
        self.init(zeroed: unsafe secret.withUnsafeBytes { $0.count })
        withMutableBytes { output in
            unsafe output.withUnsafeMutableBytes { output in
                unsafe secret.withUnsafeBytes { unsafe output.copyMemory(from: $0) }
            }
        }
    }
}

extension SecretBytes {
    /// A copy of a key, which the library wipes when it goes.
    init(copying key: SymmetricKey) {
        self.init(zeroed: key.bitCount / 8)
        withMutableBytes { output in
            unsafe output.withUnsafeMutableBytes { output in
                unsafe key.withUnsafeBytes { unsafe output.copyMemory(from: $0) }
            }
        }
    }
}

/// Overwrites a secret that the library gave, in its own place.
func erase(_ secret: inout Data) {
    unsafe secret.withUnsafeMutableBytes { memory in
        var octets = unsafe memory.bindMemory(to: UInt8.self).mutableSpan
        wipe(&octets)
    }
}

/// What the library throws, as ours, with BoringSSL's code if it has one.
func calling<Result>(
    _ call: CryptoError.StaticName,
    _ body: () throws -> Result
) throws(CryptoError) -> Result {
    do { return try body() } catch let error as CryptoKitError {
        guard case .underlyingCoreCryptoError(let code) = error else { throw .library(call: call, code: 0) }
        throw .library(call: call, code: UInt64(UInt32(bitPattern: code)))
    } catch { throw .library(call: call, code: 0) }
}
#endif
