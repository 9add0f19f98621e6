internal import COpenSSL
internal import CryptoBackend

/// A key of a certificate inside the library (EVP_PKEY). The library counts its references and may use it in several threads.
@safe final class KeyHandle: @unchecked Sendable {
    let key: OpaquePointer

    /// The public half.
    init(_ components: ECDSAPublicComponents) throws(CryptoError) {
        try components.validate()
        unsafe key = try KeyBuilder(components).build("EC", tlsbench_EVP_PKEY_PUBLIC_KEY)
    }

    /// Both halves, whether or not they belong together.
    init(_ components: borrowing ECDSAPrivateComponents) throws(CryptoError) {
        try components.publicComponents.validate()
        let builder = try KeyBuilder(components.publicComponents)
        try components.privateValue.withBytes { (octets) throws(CryptoError) in try builder.add("priv", padded: octets)
        }
        unsafe key = try builder.build("EC", tlsbench_EVP_PKEY_KEYPAIR)
    }

    /// The public half.
    init(_ components: RSAPublicComponents) throws(CryptoError) {
        let builder = try KeyBuilder()
        try builder.add("n", components.modulus.span)
        try builder.add("e", exponent: components.exponent)
        unsafe key = try builder.build("RSA", tlsbench_EVP_PKEY_PUBLIC_KEY)
    }

    /// Both halves, with the numbers for the Chinese remainder theorem.
    init(_ components: borrowing RSAPrivateComponents) throws(CryptoError) {
        let builder = try KeyBuilder()
        try builder.add("n", components.publicComponents.modulus.span)
        try builder.add("e", exponent: components.publicComponents.exponent)
        try components.privateExponent.withBytes { (octets) throws(CryptoError) in try builder.add("d", octets) }
        try components.prime1.withBytes { (octets) throws(CryptoError) in try builder.add("rsa-factor1", octets) }
        try components.prime2.withBytes { (octets) throws(CryptoError) in try builder.add("rsa-factor2", octets) }
        try components.exponent1.withBytes { (octets) throws(CryptoError) in try builder.add("rsa-exponent1", octets) }
        try components.exponent2.withBytes { (octets) throws(CryptoError) in try builder.add("rsa-exponent2", octets) }
        try components.coefficient.withBytes { (octets) throws(CryptoError) in
            try builder.add("rsa-coefficient1", octets)
        }
        unsafe key = try builder.build("RSA", tlsbench_EVP_PKEY_KEYPAIR)
    }

    deinit { unsafe EVP_PKEY_free(key) }
}

extension KeyBuilder {
    /// Curve and point.
    fileprivate convenience init(_ components: ECDSAPublicComponents) throws(CryptoError) {
        try self.init()
        if let name = components.group.libraryName { try add("group", text: name) }
        try add("pub", publicOctets: components.point)
    }
}

/// An EVP_PKEY_CTX that is set up for one operation and kept.
@safe final class KeyContext {
    let context: OpaquePointer
    /// The client_version that the context has, for decryption alone.
    var clientVersion: UInt16 = 0

    init(_ handle: KeyHandle, _ setUp: (OpaquePointer) throws(CryptoError) -> Void) throws(CryptoError) {
        unsafe context = try required(
            EVP_PKEY_CTX_new_from_pkey(nil, handle.key, nil),
            "EVP_PKEY_CTX_new_from_pkey"
        )
        unsafe try setUp(context)
    }

    deinit { unsafe EVP_PKEY_CTX_free(context) }
}
