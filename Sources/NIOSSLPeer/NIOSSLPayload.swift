#if NIOSSL
internal import NIOCore

/// Octets in a buffer of SwiftNIO's, made once: sending them again and again copies none.
public struct NIOSSLPayload: Sendable {
    let buffer: ByteBuffer

    /// Copies `octets`.
    public init(_ octets: [UInt8]) { buffer = ByteBuffer(bytes: octets) }
}
#endif
