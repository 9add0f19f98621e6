public import CryptoBackend
public import TLSEngine

extension Identity {
    /// The certificates and the key of `credentials`; throws what the backend says of a key that it does not take.
    public init(_ credentials: Credentials) throws(CryptoError) {
        self.init(
            certificateChain: credentials.certificateChain,
            privateKey: .rsa(try Backend.PrivateKey(credentials.privateKey))
        )
    }
}
