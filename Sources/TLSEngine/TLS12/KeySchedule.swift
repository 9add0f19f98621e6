internal import CryptoBackend

/// From the premaster secret to keys: RFC 5246 §8.1, §6.3 and §7.4.9, RFC 7627 §4.
final class KeySchedule {
    private let master: SecretBytes
    private let hash: HashAlgorithm
    private let backend: any CryptoBackend.Type

    /// The length of every master secret in octets (RFC 5246 §8.1).
    static var masterSecretLength: Int { 48 }

    /// Derives the master secret; `premaster` is not needed afterwards and should go.
    ///
    /// - Parameter sessionHash: the hash up to and with ClientKeyExchange, if both sides have extended_master_secret.
    ///
    /// Leaks: nothing of the secrets.
    init(
        premaster: borrowing SecretBytes,
        randoms: HelloRandoms,
        sessionHash: Digest?,
        hash: HashAlgorithm,
        backend: any CryptoBackend.Type
    ) throws(CryptoError) {
        self.hash = hash
        self.backend = backend
        var master = SecretBytes(zeroed: Self.masterSecretLength)
        let label: PRFLabel = sessionHash == nil ? .masterSecret : .extendedMasterSecret
        let seed = sessionHash?.octets ?? (randoms.client + randoms.server)
        try master.withMutableBytes { (output) throws(CryptoError) in
            try backend.prf(premaster, label: label, seed: seed.span, hash: hash, into: &output)
        }
        self.master = master
    }

    /// Takes the master secret of a session that is resumed.
    init(resuming session: Session, hash: HashAlgorithm, backend: any CryptoBackend.Type) {
        self.hash = hash
        self.backend = backend
        master = session.secret.copy()
    }

    /// A copy of the master secret, for a session to resume.
    func masterSecret() -> SecretBytes { master.copy() }

    /// The key block, cut into the keys of both directions. An AEAD has no MAC keys (RFC 5246 §6.2.3.3).
    func protections(
        _ algorithm: AEADAlgorithm,
        randoms: HelloRandoms
    ) throws(CryptoError) -> (client: TLS12RecordProtection, server: TLS12RecordProtection) {
        let keyLength = algorithm.keyLength
        let ivLength = algorithm.fixedIVLength
        var block = SecretBytes(zeroed: 2 * (keyLength + ivLength))
        let seed = randoms.server + randoms.client
        try block.withMutableBytes { (output) throws(CryptoError) in
            try backend.prf(master, label: .keyExpansion, seed: seed.span, hash: hash, into: &output)
        }
        // client_write_key, server_write_key, client_write_IV, server_write_IV (RFC 5246 §6.3).
        return try block.withBytes { (octets) throws(CryptoError) in
            let clientKey = SecretBytes(copying: octets.extracting(0..<keyLength))
            let serverKey = SecretBytes(copying: octets.extracting(keyLength..<2 * keyLength))
            let ivs = 2 * keyLength
            let clientIV = SecretBytes(copying: octets.extracting(ivs..<ivs + ivLength))
            let serverIV = SecretBytes(copying: octets.extracting(ivs + ivLength..<ivs + 2 * ivLength))
            return (
                TLS12RecordProtection(try backend.aead(algorithm, clientKey), fixedIV: clientIV),
                TLS12RecordProtection(try backend.aead(algorithm, serverKey), fixedIV: serverIV)
            )
        }
    }

    /// verify_data of `sender`'s Finished, over the messages before it (RFC 5246 §7.4.9).
    func verifyData(of sender: Peer, _ transcript: Digest) throws(CryptoError) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: 12)
        var output = octets.mutableSpan
        let seed = transcript.octets
        try backend.prf(
            master,
            label: sender == .client ? .clientFinished : .serverFinished,
            seed: seed.span,
            hash: hash,
            into: &output
        )
        return octets
    }

    /// The line of the NSS key log: whoever has it can read the connection.
    func keyLogLine(clientRandom: [UInt8]) -> String {
        TLSEngine.keyLogLine("CLIENT_RANDOM", clientRandom: clientRandom, master)
    }
}

/// client_random and server_random, 32 octets each.
struct HelloRandoms: Sendable {
    let client: [UInt8]
    let server: [UInt8]
}
