public import CryptoBackend
public import TLSEngine
public import TLSWire

/// What a handshake agreed on, as far as connections are counted by it.
public struct Agreement: Sendable, Hashable {
    /// The version.
    public let version: ProtocolVersion
    /// The suite.
    public let cipherSuite: CipherSuite
    /// The group of the key exchange; nil without one.
    public let group: KeyExchangeGroup?
    /// Whether a session was resumed.
    public let isResumed: Bool

    /// That of a handshake.
    public init(_ negotiated: NegotiatedParameters) {
        version = negotiated.version
        cipherSuite = negotiated.cipherSuite
        group = negotiated.group
        isResumed = negotiated.resumption != .none
    }

    /// The first thing that is not as expected; nil if all is.
    func failure(_ expected: ExpectedAgreement) -> LoadFailure? {
        if !expected.versions.isEmpty, !expected.versions.contains(version) { return .unexpectedVersion(version) }
        if !expected.cipherSuites.isEmpty, !expected.cipherSuites.contains(cipherSuite) {
            return .unexpectedCipherSuite(cipherSuite)
        }
        let needsGroup = !expected.groups.isEmpty && !(isResumed && version == .tls12)
        if needsGroup, group.map({ !expected.groups.contains($0) }) ?? true { return .unexpectedGroup(group) }
        return nil
    }
}
