internal import CPlugin
public import CryptoBackend

/// The key pair of a key encapsulation of the plug-in's.
public final class PluginKEMKey: KEMKeyPair, WithoutKnownAnswers {
    /// The mechanism.
    public let algorithm: KEMAlgorithm
    /// What goes to the peer.
    public let encapsulationKey: [UInt8]
    private let pair: PluginObject

    /// `kem_new` and `kem_public`.
    public init(_ algorithm: KEMAlgorithm) throws(CryptoError) {
        guard let new = unsafe functions.pointee.kem_new, let publish = unsafe functions.pointee.kem_public else {
            throw .notOffered
        }
        let pair = unsafe try PluginObject("kem_new", freedBy: functions.pointee.kem_free, "kem_free") {
            unsafe new(algorithm.inTable, $0)
        }
        var key = [UInt8](repeating: 0, count: algorithm.encapsulationKeyLength)
        var output = key.mutableSpan
        try check(unsafe calling("kem_public", writing: &output) { unsafe publish(pair.pointer, $0) }, "kem_public")
        self.algorithm = algorithm
        self.pair = pair
        encapsulationKey = key
    }

    /// `kem_decapsulate`.
    public func decapsulate(_ ciphertext: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        guard ciphertext.count == algorithm.ciphertextLength else {
            throw .invalidLength(
                of: .encapsulation,
                expected: algorithm.ciphertextLength,
                got: ciphertext.count
            )
        }
        guard let decapsulate = unsafe functions.pointee.kem_decapsulate else { throw .notOffered }
        var secret = SecretBytes(zeroed: KEMAlgorithm.sharedSecretLength)
        let pair = pair
        let status = unsafe ciphertext.withUnsafeBufferPointer { ciphertext in
            secret.withMutableBytes { output in
                unsafe calling("kem_decapsulate", writing: &output) {
                    unsafe decapsulate(pair.pointer, ciphertext.baseAddress, ciphertext.count, $0)
                }
            }
        }
        try check(status, "kem_decapsulate", .kem(algorithm))
        return secret
    }

    /// `kem_encapsulate`.
    public static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm
    ) throws(CryptoError) -> Encapsulation {
        guard let encapsulate = unsafe functions.pointee.kem_encapsulate else { throw .notOffered }
        guard encapsulationKey.count == algorithm.encapsulationKeyLength else {
            throw .invalidLength(
                of: .encapsulationKey,
                expected: algorithm.encapsulationKeyLength,
                got: encapsulationKey.count
            )
        }
        var ciphertext = [UInt8](repeating: 0, count: algorithm.ciphertextLength)
        var secret = SecretBytes(zeroed: KEMAlgorithm.sharedSecretLength)
        let status = unsafe encapsulationKey.withUnsafeBufferPointer { key in
            secret.withMutableBytes { secret in
                var output = ciphertext.mutableSpan
                return unsafe calling("kem_encapsulate", writing: &secret) { secret in
                    unsafe calling("kem_encapsulate", writing: &output) { ciphertext in
                        unsafe encapsulate(algorithm.inTable, key.baseAddress, key.count, ciphertext, secret)
                    }
                }
            }
        }
        try check(status, "kem_encapsulate", .kem(algorithm))
        return Encapsulation(ciphertext: ciphertext, sharedSecret: secret)
    }
}

extension KEMAlgorithm {
    /// As the interface has it.
    var inTable: tlsbench_group {
        switch self {
        case .mlkem768: tlsbench_group(TLSBENCH_MLKEM768)
        }
    }
}
