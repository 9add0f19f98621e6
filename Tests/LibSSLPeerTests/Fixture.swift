import StackSeam
import TLSTrust
import TLSWire

/// One certificate for all tests.
enum Fixture {
    private static let pki = Result { try TestPKI.mint(serverNames: ["localhost", "www.example.test"], keyBits: 2048) }

    static let rsa = HandshakeShape.full(.rsaWithAES128GCMSHA256)

    static func credentials(
        authorityPEM: String? = nil,
        serverName: String = "localhost"
    ) throws -> StackCredentials {
        let pki = try pki.get()
        return StackCredentials(
            certificatePEM: try pki.credentials.certificatePEM(),
            keyPEM: try pki.credentials.privateKeyPEM(),
            authorityPEM: authorityPEM ?? pki.authorityPEM,
            serverName: serverName
        )
    }

    /// An authority that certified nothing here.
    static func strangerPEM() throws -> String {
        try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048).authorityPEM
    }
}
