import CryptoBackend
import NullBackend
import Synchronization
import TLSEngine
import TLSWire
import Testing

/// The engine's own substitute for a premaster secret (RFC 5246 §7.4.7.1) is for ciphertexts that are publicly none.
@Suite struct `A substitute for the premaster secret` {
    private func draws(_ ciphertext: Int, of octet: UInt8 = 0) throws -> [Int] {
        let server = TLSServer(try CountingBackend.server())
        let hello = Script.clientHello()
        try server.receive(hello.span)
        CountingBackend.draws.withLock { $0 = [] }
        let message = Script.handshake(
            ClientKeyExchange.encryptedPremaster([UInt8](repeating: octet, count: ciphertext)).encoded
        )
        try server.receive(message.span)
        #expect(server.phase == .handshaking)
        return CountingBackend.draws.withLock { $0 }
    }

    @Test func `is drawn by the engine only where the backend refuses length or range`() throws {
        #expect(try draws(256) == [])
        #expect(try draws(255) == [48])
        #expect(try draws(1) == [48])
        #expect(try draws(256, of: 0xFF) == [48])
    }
}

/// The null backend, which counts what is drawn from it, and refuses a ciphertext of another length than the modulus has, or above it.
private enum CountingBackend: CryptoBackend {
    typealias Hash = NullBackend.Hash
    typealias MAC = NullBackend.MAC
    typealias AEAD = NullBackend.AEAD
    typealias KeyShare = NullBackend.KeyShare
    typealias PublicKey = NullBackend.PublicKey
    typealias ECDSAPublicKey = NullBackend.ECDSAPublicKey
    typealias ECDSAPrivateKey = NullBackend.ECDSAPrivateKey

    static let draws = Mutex<[Int]>([])
    static let identity = NullBackend.identity
    static let capabilities = NullBackend.capabilities

    static func fillRandom(_ output: inout MutableSpan<UInt8>) {
        let count = output.count
        draws.withLock { $0.append(count) }
        NullBackend.fillRandom(&output)
    }

    static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) { NullBackend.prf(secret, label: label, seed: seed, hash: hash, into: &output) }

    final class PrivateKey: RSAPrivateKey {
        init(_ components: borrowing RSAPrivateComponents) {}

        func sign(_ message: Span<UInt8>, scheme: SignatureScheme) -> [UInt8] { [] }

        func decryptPremaster(_ ciphertext: Span<UInt8>, clientVersion: UInt16) throws(CryptoError) -> SecretBytes {
            guard ciphertext.count == 256 else {
                throw .invalidLength(of: .ciphertext, expected: 256, got: ciphertext.count)
            }
            // Above any modulus of this length.
            if ciphertext[0] == 0xFF { throw .valueOutOfRange }
            return SecretBytes(zeroed: 48)
        }
    }

    static func server() throws -> ServerConfiguration<CountingBackend> {
        let components = RSAPrivateComponents(
            publicComponents: NullPeers.publicKey,
            privateExponent: SecretBytes(zeroed: 1),
            prime1: SecretBytes(zeroed: 1),
            prime2: SecretBytes(zeroed: 1),
            exponent1: SecretBytes(zeroed: 1),
            exponent2: SecretBytes(zeroed: 1),
            coefficient: SecretBytes(zeroed: 1)
        )
        let identity = Identity<CountingBackend>(certificateChain: NullPeers.chain, privateKey: .rsa(.init(components)))
        return ServerConfiguration(identity: identity)
    }
}
