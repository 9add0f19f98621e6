import CryptoBackend
import NullBackend
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@Suite struct `Credentials of ECDSA` {
    @Test func `are of a chain that is trusted, for signatures alone`() throws {
        let pki = try TestPKI.mintECDSA(serverNames: ["localhost"])
        let chain = pki.credentials.certificateChain
        let key = try pki.trustStore.verify(chain, serverName: .localhost, usage: .digitalSignature)
        #expect(key == pki.credentials.publicKey)
        #expect(key.kind == .ecdsa)
        #expect(pki.credentials.allow(.digitalSignature))
        #expect(!pki.credentials.allow(.keyEncipherment))
        var altered = chain
        altered[0][altered[0].count - 1] ^= 1
        #expect(throws: CertificateRejection.self) {
            try pki.trustStore.verify(altered, serverName: .localhost, usage: .digitalSignature)
        }
    }

    @Test func `are the same after they were written and read`() throws {
        let made = try TestPKI.mintECDSA(serverNames: ["localhost"]).credentials
        let read = try Credentials(certificatePEM: made.certificatePEM(), keyPEM: made.privateKeyPEM())
        #expect(read.publicKey == made.publicKey)
        let (own, other) = (try Identity<NullBackend>(made), try Identity<NullBackend>(read))
        #expect(own.certificateChain == other.certificateChain)
        #expect(own.privateKey.kind == .ecdsa)
    }

    @Test func `have no numbers of RSA, and those of RSA none of ECDSA`() throws {
        let ecdsa = try TestPKI.mintECDSA(serverNames: ["localhost"]).credentials
        let refused = #expect(throws: TrustError.keyOfOtherKind(.ecdsa, wanted: .rsa)) { _ = try ecdsa.rsaPrivateKey() }
        #expect(refused?.description == "the key is an ECDSA key, and not an RSA key")
        let rsa = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048).credentials
        #expect(throws: TrustError.keyOfOtherKind(.rsa, wanted: .ecdsa)) { _ = try rsa.ecdsaPrivateKey() }
    }

    @Test func `are read in the form of SEC 1, after the parameters that tools put before it`() throws {
        let certificate = try TestPKI.mint(serverNames: ["localhost"], keyPEM: Self.ofSEC1).credentials
        #expect(certificate.publicKey.kind == .ecdsa)
    }

    @Test func `are on P-256 alone`() {
        #expect(throws: TrustError.unsupportedKey(in: "the key")) {
            try TestPKI.mint(serverNames: ["localhost"], keyPEM: Self.onP384)
        }
    }

    /// `openssl ecparam -name prime256v1 -genkey`.
    private static let ofSEC1 = """
        -----BEGIN EC PARAMETERS-----
        BggqhkjOPQMBBw==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIE1j/3jzTxHm7OLd/ge32SMCDwSRdeBCHMSkrcHnXczVoAoGCCqGSM49
        AwEHoUQDQgAE3ZJTllNeQ950FuPszxHeJ93OMbWJqmRiDppGKl5MYHkh3OVtdVLe
        BE74HDiqMilRL2EmwjypSIkmUjPm+7Y2BQ==
        -----END EC PRIVATE KEY-----
        """

    /// `openssl ecparam -name secp384r1 -genkey -noout`.
    private static let onP384 = """
        -----BEGIN EC PRIVATE KEY-----
        MIGkAgEBBDCiHGS1sxfH5cygFk5EZ9MeugOBpvdw4jmpTB5dvz9WBgernB1GiqlF
        5S51QKJLUBygBwYFK4EEACKhZANiAATQjC1COXSDK6atBhpJJaIfdxpyqpmNoNjo
        +IK8Dwrm7dPJHiIJVJC1nBxfWg1l0/cu7jtgGKxp76HI/jBSUFonYZ4Ovasszz1m
        +sk5sMUIclGe8JsVzIeFA/mPeYq4GGk=
        -----END EC PRIVATE KEY-----
        """
}
