import CryptoBackend

extension SecretBytes {
    /// A test's numbers are no secrets.
    init(_ octets: [UInt8]) { self.init(copying: octets.span) }

    var octets: [UInt8] { withBytes { span in span.indices.map { span[$0] } } }
}
