internal import CryptoBackend
internal import TLSWire

extension NegotiatedParameters: CustomStringConvertible {
    /// One line for each of the parameters, as `name: value`.
    public var description: String {
        """
        protocol: \(version.name)
        cipher suite: \(cipherSuite.name)
        resumed: \(resumption == .none ? "no" : "by \(resumption.rawValue)")
        group: \(group?.name ?? "none")
        server name: \(serverName ?? "none")
        application protocol: \(applicationProtocol ?? "none")
        extended master secret: \(usesExtendedMasterSecret ? "yes" : "no")
        secure renegotiation: \(hasSecureRenegotiation ? "yes" : "no")
        """
    }
}
