internal import COpenSSL
internal import COpenSSLShims
internal import CryptoBackend

/// An RSA key inside the library (EVP_PKEY). The library counts its references and may use it in several threads.
@safe final class KeyHandle: @unchecked Sendable {
    let key: OpaquePointer

    /// The public half.
    init(_ components: RSAPublicComponents) throws(CryptoError) {
        let builder = try KeyBuilder()
        try builder.add("n", components.modulus.span)
        try builder.add("e", exponent: components.exponent)
        unsafe key = try builder.build(tlsbench_EVP_PKEY_PUBLIC_KEY)
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
        unsafe key = try builder.build(tlsbench_EVP_PKEY_KEYPAIR)
    }

    deinit { unsafe EVP_PKEY_free(key) }
}

/// Collects the numbers of a key (OSSL_PARAM_BLD). All of them are secret to it, so that all copies are wiped.
@safe private final class KeyBuilder {
    private let builder: OpaquePointer
    private var numbers: [OpaquePointer] = unsafe []

    init() throws(CryptoError) {
        unsafe builder = try required(OSSL_PARAM_BLD_new(), "OSSL_PARAM_BLD_new")
    }

    /// Appends a number, big-endian.
    func add(_ name: StaticString, _ octets: Span<UInt8>) throws(CryptoError) {
        // A "secure" number is wiped when it is freed, and so is its copy in the parameters.
        let number = unsafe try required(BN_secure_new(), "BN_secure_new")
        unsafe numbers.append(number)
        let read = unsafe octets.withUnsafeBufferPointer { memory in
            unsafe BN_bin2bn(memory.baseAddress, Int32(memory.count), number)
        }
        _ = unsafe try required(read, "BN_bin2bn")
        unsafe try push(name, number)
    }

    /// Appends a public exponent.
    func add(_ name: StaticString, exponent: UInt64) throws(CryptoError) {
        let octets = (0..<8).map { UInt8(truncatingIfNeeded: exponent >> (56 - 8 * UInt64($0))) }
        try add(name, octets.span)
    }

    /// EVP_PKEY_fromdata; the caller owns the key.
    func build(_ selection: Int32) throws(CryptoError) -> OpaquePointer {
        guard let parameters = unsafe OSSL_PARAM_BLD_to_param(builder) else {
            throw libraryError("OSSL_PARAM_BLD_to_param")
        }
        defer { unsafe OSSL_PARAM_free(parameters) }
        let context = unsafe try required(EVP_PKEY_CTX_new_from_name(nil, "RSA", nil), "EVP_PKEY_CTX_new_from_name")
        defer { unsafe EVP_PKEY_CTX_free(context) }
        try check(unsafe EVP_PKEY_fromdata_init(context), "EVP_PKEY_fromdata_init")
        var key: OpaquePointer?
        try check(unsafe EVP_PKEY_fromdata(context, &key, selection, parameters), "EVP_PKEY_fromdata")
        return unsafe try required(key, "EVP_PKEY_fromdata")
    }

    private func push(_ name: StaticString, _ number: OpaquePointer) throws(CryptoError) {
        let key = unsafe UnsafePointer<CChar>(OpaquePointer(name.utf8Start))
        try check(unsafe OSSL_PARAM_BLD_push_BN(builder, key, number), "OSSL_PARAM_BLD_push_BN")
    }

    deinit {
        unsafe OSSL_PARAM_BLD_free(builder)
        while let number = unsafe numbers.popLast() { unsafe BN_clear_free(number) }
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
