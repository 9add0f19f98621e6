import BackendConformance
import CryptoBackend
import NullBackend
import OpenSSLBackend
import Testing

@Suite struct `The conformance suite` {
    @Test(arguments: Conformance.checks.indices, Backends.indices)
    func `is passed by every backend`(check: Int, backend: Int) throws {
        try Conformance.checks[check].run(on: Backends.all[backend])
    }

    @Test func `looks at every operation`() {
        #expect(Set(Conformance.checks.map(\.operation)) == operations)
    }

    @Test func `is not passed by a backend without security`() {
        #expect(failures(of: NullBackend.self) == operations)
    }

    @Test func `finds the one operation that is broken`() {
        #expect(failures(of: OneOctetShort.self) == ["prf"])
        #expect(failures(of: Forgetful.self) == ["random"])
        #expect(failures(of: OpenSSLBackend.self) == [])
    }

    private let operations: Set = ["hash", "mac", "prf", "hkdf", "aead", "rsa", "ecdsa", "key-share", "kem", "random"]

    private func failures(of backend: any CryptoBackend.Type) -> Set<String> {
        var failed: Set<String> = []
        for check in Conformance.checks {
            do throws(ConformanceFailure) { try check.run(on: backend) } catch { failed.insert(check.operation) }
        }
        return failed
    }
}

/// OpenSSL's, but the last octet of the PRF is never written.
private enum OneOctetShort: CryptoBackend {
    typealias Hash = OpenSSLHash
    typealias MAC = OpenSSLMAC
    typealias AEAD = OpenSSLAEAD
    typealias KeyShare = OpenSSLKeyShare
    typealias PublicKey = OpenSSLPublicKey
    typealias PrivateKey = OpenSSLPrivateKey
    typealias ECDSAPublicKey = OpenSSLECDSAPublicKey
    typealias ECDSAPrivateKey = OpenSSLECDSAPrivateKey
    static let identity = BackendIdentity(name: "short", library: "", version: "", codePath: "")
    static let capabilities = Capabilities.complete

    static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        try OpenSSLBackend.fillRandom(&output)
    }

    static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        guard output.count > 1 else { return }
        var most = output._mutatingExtracting(first: output.count - 1)
        try OpenSSLBackend.prf(secret, label: label, seed: seed, hash: hash, into: &most)
    }
}

/// OpenSSL's, but the randoms are not.
private enum Forgetful: CryptoBackend {
    typealias Hash = OpenSSLHash
    typealias MAC = OpenSSLMAC
    typealias AEAD = OpenSSLAEAD
    typealias KeyShare = OpenSSLKeyShare
    typealias PublicKey = OpenSSLPublicKey
    typealias PrivateKey = OpenSSLPrivateKey
    typealias ECDSAPublicKey = OpenSSLECDSAPublicKey
    typealias ECDSAPrivateKey = OpenSSLECDSAPrivateKey
    static let identity = BackendIdentity(name: "forgetful", library: "", version: "", codePath: "")
    static let capabilities = Capabilities.complete

    static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        for index in output.indices { output[index] = 4 }
    }
}
