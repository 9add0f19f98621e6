internal import TLSWire

extension NegotiatedParameters: CustomStringConvertible {
    /// One line for each of the parameters, as `name: value`.
    public var description: String {
        """
        protocol: TLS 1.2
        cipher suite: \(cipherSuite.name)
        server name: \(serverName ?? "none")
        extended master secret: \(usesExtendedMasterSecret ? "yes" : "no")
        secure renegotiation: \(hasSecureRenegotiation ? "yes" : "no")
        """
    }
}
