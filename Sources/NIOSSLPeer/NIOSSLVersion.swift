#if NIOSSL
/// What the peer is made of. Neither package says its own version when it runs, so these are written down, and a test holds them
/// against the checkout; `Package.swift` lets no other version in.
public enum NIOSSLVersion {
    /// SwiftNIO SSL's tag.
    public static let package = "2.37.6"
    /// The revision of BoringSSL that is in it, which has no versions.
    public static let boringSSL = "8eb25be6fa18d475291122887a7bccd3762ff236"
}
#endif
