internal import CryptoBackend

/// One holder of secrets, by the name that the command line takes.
enum Check: String, CaseIterable, Sendable {
    case mac, aead, prf, handshake, credentials
    case secretBytes = "secret-bytes"
    case privateKey = "private-key"
    /// An array, which nobody wipes: it has to be found.
    case array = "leak-by-array"

    static let positiveControls = [Check.array]
    static let wiped = allCases.filter { !positiveControls.contains($0) }

    /// Whether AES or SHA-256 is what it is about.
    var usesKernels: Bool { [.mac, .aead, .prf, .handshake].contains(self) }

    func run<Backend: CryptoBackend>(on _: Backend.Type) throws {
        switch self {
        case .secretBytes: _ = watchedSecret(48).copy()
        case .mac: try SymmetricChecks<Backend>.mac()
        case .aead: try SymmetricChecks<Backend>.aead()
        case .prf: try SymmetricChecks<Backend>.prf()
        case .privateKey: try KeyChecks.privateKey(Backend.self)
        case .credentials: try KeyChecks.credentials()
        case .handshake: try HandshakeChecks<Backend>.handshake()
        case .array: arrayOfSecret()
        }
    }

    @inline(never)
    private func arrayOfSecret() {
        let secret = watchedSecret(48)
        let copy = secret.withBytes { octets in octets.indices.map { octets[$0] } }
        print(copy.count)
    }
}
