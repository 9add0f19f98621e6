internal import COpenSSL
internal import CryptoBackend

/// Collects the numbers of a key (OSSL_PARAM_BLD). All of them are secret to it, so that all copies are wiped.
@safe final class KeyBuilder {
    private let builder: OpaquePointer
    private var numbers: [OpaquePointer] = unsafe []
    private var strings: [UnsafeMutableBufferPointer<UInt8>] = unsafe []

    init() throws(CryptoError) {
        unsafe builder = try required(OSSL_PARAM_BLD_new(), "OSSL_PARAM_BLD_new")
    }

    /// Appends a number, big-endian.
    func add(_ name: StaticString, _ octets: Span<UInt8>) throws(CryptoError) {
        let number = unsafe try read(octets)
        try check(unsafe OSSL_PARAM_BLD_push_BN(builder, name.characters, number), "OSSL_PARAM_BLD_push_BN")
    }

    /// A number that is wiped when it is freed, as a "secure" one is, and its copy in the parameters.
    private func read(_ octets: Span<UInt8>) throws(CryptoError) -> OpaquePointer {
        let number = unsafe try required(BN_secure_new(), "BN_secure_new")
        unsafe numbers.append(number)
        let read = unsafe octets.withUnsafeBufferPointer { memory in
            unsafe BN_bin2bn(memory.baseAddress, Int32(memory.count), number)
        }
        _ = unsafe try required(read, "BN_bin2bn")
        return unsafe number
    }

    /// Appends a number in as many octets as it has here: the zeros at its beginning are secret too.
    func add(_ name: StaticString, padded octets: Span<UInt8>) throws(CryptoError) {
        let number = unsafe try read(octets)
        try check(
            unsafe OSSL_PARAM_BLD_push_BN_pad(builder, name.characters, number, octets.count),
            "OSSL_PARAM_BLD_push_BN_pad"
        )
    }

    /// Appends a public exponent.
    func add(_ name: StaticString, exponent: UInt64) throws(CryptoError) {
        let octets = (0..<8).map { UInt8(truncatingIfNeeded: exponent >> (56 - 8 * UInt64($0))) }
        try add(name, octets.span)
    }

    /// Appends octets that are no number and no secret.
    func add(_ name: StaticString, publicOctets octets: [UInt8]) throws(CryptoError) {
        // The library keeps the address until the key is built.
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: octets.count)
        _ = unsafe memory.initialize(from: octets)
        unsafe strings.append(memory)
        try check(
            unsafe OSSL_PARAM_BLD_push_octet_string(builder, name.characters, memory.baseAddress, memory.count),
            "OSSL_PARAM_BLD_push_octet_string"
        )
    }

    /// Appends the name of a group.
    func add(_ name: StaticString, text: StaticString) throws(CryptoError) {
        try check(
            unsafe OSSL_PARAM_BLD_push_utf8_string(builder, name.characters, text.characters, text.utf8CodeUnitCount),
            "OSSL_PARAM_BLD_push_utf8_string"
        )
    }

    /// EVP_PKEY_fromdata; the caller owns the key.
    func build(_ algorithm: StaticString, _ selection: Int32) throws(CryptoError) -> OpaquePointer {
        guard let parameters = unsafe OSSL_PARAM_BLD_to_param(builder) else {
            throw libraryError("OSSL_PARAM_BLD_to_param")
        }
        defer { unsafe OSSL_PARAM_free(parameters) }
        let context = unsafe try required(
            EVP_PKEY_CTX_new_from_name(nil, algorithm.characters, nil),
            "EVP_PKEY_CTX_new_from_name"
        )
        defer { unsafe EVP_PKEY_CTX_free(context) }
        try check(unsafe EVP_PKEY_fromdata_init(context), "EVP_PKEY_fromdata_init")
        var key: OpaquePointer?
        try check(unsafe EVP_PKEY_fromdata(context, &key, selection, parameters), "EVP_PKEY_fromdata")
        return unsafe try required(key, "EVP_PKEY_fromdata")
    }

    deinit {
        unsafe OSSL_PARAM_BLD_free(builder)
        while let number = unsafe numbers.popLast() { unsafe BN_clear_free(number) }
        while let string = unsafe strings.popLast() { unsafe string.deallocate() }
    }
}

extension StaticString {
    /// The text as C has it, ended by zero.
    var characters: UnsafePointer<CChar> { unsafe UnsafePointer<CChar>(OpaquePointer(utf8Start)) }
}
