internal import CryptoBackend

/// What one direction of a connection is protected under, for a while (RFC 8446 §7.1 to §7.3).
final class TrafficSecret {
    private let secret: SecretBytes
    private let hash: HashAlgorithm
    private let backend: any CryptoBackend.Type

    init(_ secret: consuming SecretBytes, hash: HashAlgorithm, backend: any CryptoBackend.Type) {
        self.secret = secret
        self.hash = hash
        self.backend = backend
    }

    /// A key and an IV.
    struct Keys: ~Copyable {
        let key: SecretBytes
        let iv: SecretBytes
    }

    /// Those of §7.3.
    func keys(_ algorithm: AEADAlgorithm) throws(CryptoError) -> Keys {
        Keys(
            key: try backend.expandLabel(secret, "key", hash: hash, length: algorithm.keyLength),
            iv: try backend.expandLabel(secret, "iv", hash: hash, length: AEADAlgorithm.nonceLength)
        )
    }

    /// What protects records under ``keys(_:)``.
    func protection(
        _ algorithm: AEADAlgorithm,
        recordLimit: UInt64
    ) throws(CryptoError) -> TLS13RecordProtection {
        let keys = try keys(algorithm)
        let aead = try backend.aead(algorithm, keys.key)
        return TLS13RecordProtection(aead, iv: keys.iv, recordLimit: recordLimit)
    }

    /// The secret after a KeyUpdate (§7.2).
    func next() throws(CryptoError) -> TrafficSecret {
        TrafficSecret(
            try backend.expandLabel(secret, "traffic upd", hash: hash, length: hash.digestLength),
            hash: hash,
            backend: backend
        )
    }

    /// verify_data of a Finished over the messages before it (RFC 8446 §4.4.4).
    func verifyData(over transcript: Digest) throws(CryptoError) -> [UInt8] {
        let key = try backend.expandLabel(secret, "finished", hash: hash, length: hash.digestLength)
        return try backend.mac(of: transcript, key: key, hash: hash)
    }

    /// A line of the NSS key log, under one of its labels for TLS 1.3.
    func keyLogLine(_ label: StaticString, clientRandom: [UInt8]) -> String {
        TLSEngine.keyLogLine(label, clientRandom: clientRandom, secret)
    }
}

extension CryptoBackend {
    fileprivate static func mac(
        of transcript: Digest,
        key: borrowing SecretBytes,
        hash: HashAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        let context = try MAC(key: key, hash: hash)
        try transcript.withBytes { (octets) throws(CryptoError) in try context.update(octets) }
        var output = [UInt8](repeating: 0, count: hash.digestLength)
        var memory = output.mutableSpan
        try context.finalize(into: &memory)
        return output
    }
}
