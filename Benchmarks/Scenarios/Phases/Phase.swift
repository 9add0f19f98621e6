/// A part of a handshake's time, in the order of a report.
enum Phase: Int, CaseIterable, Sendable {
    /// Both halves of an ephemeral key exchange: one's own made, the peer's used.
    case keyAgreement
    /// Encryption or decryption of the premaster secret; signatures of ServerKeyExchange.
    case rsa
    /// PRF with "master secret" or "extended master secret".
    case masterSecret
    /// PRF with "key expansion".
    case keyBlock
    /// Hashing of the messages, and the digests of it.
    case transcript
    /// PRF of both verify_data: one's own and the one to compare.
    case finished
    /// Verification of the server's certificate.
    case chain
    /// Keys of both directions, and the two protected Finished records.
    case protection
    /// Hello random and premaster secret.
    case random
    /// Messages to octets and back.
    case coding
    /// States, buffers, reference counts and the heap.
    case rest

    /// What a report calls it.
    var name: String {
        switch self {
        case .keyAgreement: "key agreement"
        case .rsa: "RSA"
        case .masterSecret: "PRF master secret"
        case .keyBlock: "PRF key block"
        case .transcript: "transcript hash"
        case .finished: "Finished"
        case .chain: "certificate chain"
        case .protection: "record protection"
        case .random: "random octets"
        case .coding: "encoding and decoding"
        case .rest: "the rest"
        }
    }
}
