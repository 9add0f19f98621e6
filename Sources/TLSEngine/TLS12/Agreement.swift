internal import CryptoBackend
internal import TLSWire

/// What the two hello messages settle, and ServerKeyExchange.
struct Agreement: Sendable {
    let cipherSuite: CipherSuite
    let hash: HashAlgorithm
    let aead: AEADAlgorithm
    let randoms: HelloRandoms
    let serverName: String?
    let usesExtendedMasterSecret: Bool
    let hasSecureRenegotiation: Bool
    let applicationProtocol: String?
    /// What the server calls the session; empty if it is not to be resumed by an id.
    let sessionID: [UInt8]
    /// Whether NewSessionTicket comes.
    let promisesTicket: Bool
    var resumption = NegotiatedParameters.Resumption.none
    var group: NamedGroup?
    var signatureScheme: SignatureScheme?

    /// As the user of a connection sees it.
    func parameters(peerCertificates: [[UInt8]]) -> NegotiatedParameters {
        NegotiatedParameters(
            version: .tls12,
            cipherSuite: cipherSuite,
            serverName: serverName,
            usesExtendedMasterSecret: usesExtendedMasterSecret,
            hasSecureRenegotiation: hasSecureRenegotiation,
            applicationProtocol: applicationProtocol,
            resumption: resumption,
            group: group.map { KeyExchangeGroup($0) },
            signatureScheme: signatureScheme,
            peerCertificates: peerCertificates
        )
    }
}
