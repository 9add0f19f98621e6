internal import CPlugin
public import CryptoBackend

/// An ECDSA public key of the plug-in's.
public final class PluginECDSAPublicKey: ECDSAVerifyingKey {
    private let key: PluginObject

    /// `ecdsa_public_new`; throws ``CryptoError/invalidKey(_:)`` for what is no point of the curve.
    public init(_ components: ECDSAPublicComponents) throws(CryptoError) {
        guard let new = unsafe functions.pointee.ecdsa_public_new else { throw .notOffered }
        try components.validate()
        let point = components.point
        key = unsafe try point.span.withUnsafeBufferPointer { (point) throws(CryptoError) in
            unsafe try PluginObject(
                "ecdsa_public_new",
                .point,
                freedBy: functions.pointee.ecdsa_public_free,
                "ecdsa_public_free"
            ) { unsafe new(point.baseAddress, point.count, $0) }
        }
    }

    /// `ecdsa_verify`; throws ``CryptoError/badSignature`` unless the signature holds.
    public func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme
    ) throws(CryptoError) {
        guard scheme == .ecdsaSecp256r1SHA256 else { throw .badSignature }
        guard let verify = unsafe functions.pointee.ecdsa_verify else { throw .notOffered }
        let status = unsafe signature.withUnsafeBufferPointer { signature in
            unsafe message.withUnsafeBufferPointer { message in
                calling("ecdsa_verify") {
                    unsafe verify(
                        key.pointer,
                        message.baseAddress,
                        message.count,
                        signature.baseAddress,
                        signature.count
                    )
                }
            }
        }
        try check(status, "ecdsa_verify")
    }
}

/// An ECDSA private key of the plug-in's, which draws nonces for it and wipes it.
public final class PluginECDSAPrivateKey: ECDSASigningKey {
    private let key: PluginObject

    /// `ecdsa_private_new`; throws ``CryptoError/invalidKey(_:)`` for numbers that do not belong together.
    public init(_ components: borrowing ECDSAPrivateComponents) throws(CryptoError) {
        guard let new = unsafe functions.pointee.ecdsa_private_new else { throw .notOffered }
        try components.publicComponents.validate()
        let (count, expected) = (components.privateValue.count, components.publicComponents.group.privateValueLength)
        guard count == expected else { throw .invalidLength(of: .privateValue, expected: expected, got: count) }
        let point = components.publicComponents.point
        key = unsafe try point.span.withUnsafeBufferPointer { (point) throws(CryptoError) in
            try components.privateValue.withBytes { (value) throws(CryptoError) in
                unsafe try value.withUnsafeBufferPointer { (value) throws(CryptoError) in
                    unsafe try PluginObject(
                        "ecdsa_private_new",
                        freedBy: functions.pointee.ecdsa_private_free,
                        "ecdsa_private_free"
                    ) { unsafe new(value.baseAddress, value.count, point.baseAddress, point.count, $0) }
                }
            }
        }
    }

    /// `ecdsa_sign`; throws ``CryptoError/notOffered`` for a scheme of another key.
    public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        guard scheme == .ecdsaSecp256r1SHA256, let sign = unsafe functions.pointee.ecdsa_sign else {
            throw .notOffered
        }
        var signature = [UInt8](repeating: 0, count: Self.longestSignature)
        var written = signature.count
        var output = signature.mutableSpan
        let key = key
        let status = unsafe message.withUnsafeBufferPointer { message in
            unsafe calling("ecdsa_sign", writing: &output) {
                unsafe sign(key.pointer, message.baseAddress, message.count, $0, &written)
            }
        }
        try check(status, "ecdsa_sign")
        // It is a size_t of the plug-in's, which may be above what is positive here.
        guard (0...signature.count).contains(written) else {
            let count = UInt(bitPattern: written)
            PluginFaults.add("ecdsa_sign says that it wrote \(count) bytes (a signature has at most 72)")
            throw .library(call: "ecdsa_sign", code: 0)
        }
        signature.removeLast(signature.count - written)
        return signature
    }

    /// Two numbers of 33 octets, and three tags and lengths.
    private static let longestSignature = 72
}
