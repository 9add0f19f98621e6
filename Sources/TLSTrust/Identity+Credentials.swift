public import CryptoBackend
public import TLSEngine

extension Identity {
    /// The certificates and the key of `credentials`; throws what the backend says of a key that it does not take.
    public init(_ credentials: Credentials) throws(CryptoError) {
        let key: IdentityKey<Backend>
        switch credentials.privateKey {
        case .rsa(let components): key = .rsa(try Backend.PrivateKey(components))
        case .ecdsa(let components): key = .ecdsa(try Backend.ECDSAPrivateKey(components))
        }
        self.init(certificateChain: credentials.certificateChain, privateKey: key)
    }
}
