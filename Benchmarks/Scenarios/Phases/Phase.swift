/// A part of a handshake's time, in the order of a report.
enum Phase: Int, CaseIterable, Sendable {
    /// Both halves of an ephemeral key exchange: one's own made, the peer's used.
    case keyAgreement
    /// Encryption or decryption of the premaster secret; signatures of ServerKeyExchange and CertificateVerify.
    case rsa
    /// The same signatures with ECDSA.
    case ecdsa
    /// PRF with "master secret" or "extended master secret".
    case masterSecret
    /// PRF with "key expansion".
    case keyBlock
    /// HMAC of TLS 1.3: all keys, and both verify_data.
    case keySchedule
    /// Hashing of the messages, and the digests of it.
    case transcript
    /// PRF of both verify_data in TLS 1.2: one's own and the one to compare.
    case finished
    /// Verification of the server's certificate.
    case chain
    /// Keys of both directions, and the protected records of the handshake.
    case protection
    /// What of messages is random, and the premaster secret.
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
        case .ecdsa: "ECDSA"
        case .masterSecret: "PRF master secret"
        case .keyBlock: "PRF key block"
        case .keySchedule: "key schedule and Finished"
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
