import CryptoBackend
import OpenSSLBackend

/// OpenSSL's, of which little is listed.
enum Narrow: CryptoBackend {
    typealias Hash = OpenSSLHash
    typealias MAC = OpenSSLMAC
    typealias AEAD = OpenSSLAEAD
    typealias KeyShare = OpenSSLKeyShare
    typealias PublicKey = OpenSSLPublicKey
    typealias PrivateKey = OpenSSLPrivateKey

    static let identity = BackendIdentity(name: "narrow", library: "", version: "", codePath: "")
    static let capabilities = Capabilities(
        hashes: [.sha256],
        aeads: [.aes128GCM],
        signatureSchemes: [.rsaPKCS1SHA256],
        keyExchanges: [.ecdhe],
        groups: [.x25519],
        rsaModulusBits: 2048...2048
    )

    static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        try OpenSSLBackend.fillRandom(&output)
    }
}
