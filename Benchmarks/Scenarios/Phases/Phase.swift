/// A part of a handshake's time, in the order of a report.
enum Phase: String, CaseIterable, Sendable {
    /// Encryption or decryption of the premaster secret.
    case rsa = "RSA"
    /// PRF with "master secret" or "extended master secret".
    case masterSecret = "PRF master secret"
    /// PRF with "key expansion".
    case keyBlock = "PRF key block"
    /// Hashing of the messages, and the digests of it.
    case transcript = "transcript hash"
    /// PRF of both verify_data: one's own and the one to compare.
    case finished = "Finished"
    /// Verification of the server's certificate.
    case chain = "certificate chain"
    /// Keys of both directions, and the two protected Finished records.
    case protection = "record protection"
    /// Hello random and premaster secret.
    case random = "random octets"
    /// Messages to octets and back.
    case coding = "encoding and decoding"
    /// States, buffers, reference counts and the heap.
    case rest = "the rest"
}
