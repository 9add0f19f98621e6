internal import CryptoBackend

/// One holder of secrets, by the name that the command line takes.
enum Check: String, CaseIterable, Sendable {
    case mac, aead, prf, hkdf, handshake, credentials
    case handshakeTLS13 = "handshake-tls13"
    case secretBytes = "secret-bytes"
    case privateKey = "private-key"
    case ecdsaKey = "ecdsa-key"
    case keyShare = "key-share"
    case kem
    /// An array, which nobody wipes: it has to be found.
    case array = "leak-by-array"
    /// Numbers made from a secret, which nobody wipes: they have to be found.
    case derived = "leak-by-derivation"
    /// A secret that is never let go: it has to be found.
    case kept = "leak-by-keeping"

    static let positiveControls = [Check.array, .derived, .kept]
    static let wiped = allCases.filter { !positiveControls.contains($0) }

    /// Whether something with kernels is what it is about: AES, SHA-256, ML-KEM.
    var usesKernels: Bool { [.mac, .aead, .prf, .hkdf, .kem, .handshake, .handshakeTLS13].contains(self) }

    func run<Backend: CryptoBackend>(on _: Backend.Type) throws {
        switch self {
        case .secretBytes: try SymmetricChecks<Backend>.secretBytes()
        case .mac: try SymmetricChecks<Backend>.mac()
        case .aead: try SymmetricChecks<Backend>.aead()
        case .prf: try SymmetricChecks<Backend>.prf()
        case .hkdf: try SymmetricChecks<Backend>.hkdf()
        case .ecdsaKey: try KeyChecks.ecdsaKey(Backend.self)
        case .keyShare: try KeyChecks.keyShare(Backend.self)
        case .kem: try KeyChecks.kem(Backend.self)
        case .privateKey: try KeyChecks.privateKey(Backend.self)
        case .credentials: try KeyChecks.credentials()
        case .handshake: try HandshakeChecks<Backend>.handshake()
        case .handshakeTLS13: try HandshakeChecks<Backend>.handshakeTLS13()
        case .array: PositiveControls.array()
        case .derived: try PositiveControls.derived()
        case .kept: PositiveControls.kept()
        }
    }
}
