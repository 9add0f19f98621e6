#if SwiftCrypto
internal import struct Crypto.HMAC
internal import protocol Crypto.HashFunction
internal import struct Crypto.SHA256
internal import struct Crypto.SHA384
internal import struct Crypto.SymmetricKey
public import CryptoBackend

/// HMAC, keyed once: each message begins with a copy of the keyed value.
///
/// The library makes the two padded keys as plain arrays, and of a hash's state wipes eight octets; both stay in freed memory
/// (article SwiftCryptoCalls).
public final class SwiftCryptoMAC: MACContext {
    private let message: any Message

    /// `HMAC(key:)`. Leaks: only the length of `key`.
    public init(key: borrowing SecretBytes, hash: HashAlgorithm) {
        let key = symmetricKey(key)
        switch hash {
        case .sha256: message = MessageOver<SHA256>(key)
        case .sha384: message = MessageOver<SHA384>(key)
        }
    }

    /// `update(data:)`.
    public func update(_ octets: Span<UInt8>) {
        unsafe octets.withUnsafeBytes { unsafe message.update($0) }
    }

    /// `finalize()`.
    public func finalize(into output: inout MutableSpan<UInt8>) throws(CryptoError) {
        guard output.count == message.length else {
            throw .invalidLength(of: .output, expected: message.length, got: output.count)
        }
        unsafe output.withUnsafeMutableBytes { unsafe message.finalize(into: $0) }
    }
}

/// A message to be authenticated, whatever the hash.
private protocol Message: AnyObject {
    var length: Int { get }
    func update(_ octets: UnsafeRawBufferPointer)
    func finalize(into output: UnsafeMutableRawBufferPointer)
}

private final class MessageOver<Hash: HashFunction>: Message {
    private let keyed: HMAC<Hash>
    private var running: HMAC<Hash>

    init(_ key: SymmetricKey) {
        keyed = HMAC(key: key)
        running = keyed
    }

    var length: Int { Hash.Digest.byteCount }

    func update(_ octets: UnsafeRawBufferPointer) { unsafe running.update(data: octets) }

    func finalize(into output: UnsafeMutableRawBufferPointer) {
        unsafe running.finalize().withUnsafeBytes { unsafe output.copyMemory(from: $0) }
        running = keyed
    }
}
#endif
