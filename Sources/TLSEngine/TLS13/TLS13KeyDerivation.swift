public import CryptoBackend

/// What a full handshake of TLS 1.3 derives from its key exchange, as one operation, for callers that measure it.
public enum TLS13KeyDerivation {
    /// The keys of application data, with all that lies on the way to them (RFC 8446 §7.1, §7.3): the secrets of both sides for the
    /// handshake and for application data, and the key and IV of each.
    ///
    /// - Parameters:
    ///   - sharedSecret: of the key exchange.
    ///   - hello: the hash up to and with ServerHello.
    ///   - finished: the hash up to and with the server's Finished.
    ///
    /// - Returns: the client's key and IV, then the server's. Throws what the backend's HMAC throws. Leaks: nothing of the secrets.
    public static func applicationKeys<Backend: CryptoBackend>(
        on backend: Backend.Type,
        sharedSecret: borrowing SecretBytes,
        hello: Digest,
        finished: Digest,
        hash: HashAlgorithm,
        for algorithm: AEADAlgorithm
    ) throws(CryptoError) -> SecretBytes {
        let schedule = try TLS13KeySchedule(preSharedKey: nil, hash: hash, backend: backend)
        try schedule.enterHandshake(sharedSecret)
        for label in ["c hs traffic", "s hs traffic"] as [StaticString] {
            _ = try schedule.trafficSecret(label, hello).keys(algorithm)
        }
        try schedule.enterMaster()
        let client = try schedule.trafficSecret("c ap traffic", finished).keys(algorithm)
        let server = try schedule.trafficSecret("s ap traffic", finished).keys(algorithm)
        return client.key.appending(client.iv).appending(server.key).appending(server.iv)
    }
}

extension SecretBytes {
    fileprivate borrowing func appending(_ other: borrowing SecretBytes) -> SecretBytes {
        var both = SecretBytes(zeroed: count + other.count)
        let length = count
        both.withMutableBytes { output in
            withBytes { octets in for index in 0..<octets.count { output[index] = octets[index] } }
            other.withBytes { octets in for index in 0..<octets.count { output[length + index] = octets[index] } }
        }
        return both
    }
}
