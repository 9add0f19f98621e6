internal import CryptoBackend

/// One operation that handles secrets, by the name that the command line takes.
enum Check: String, CaseIterable, Sendable {
    case keyLoad = "key-load"
    case encrypt = "rsa-encrypt"
    case decrypt = "rsa-decrypt"
    case decryptBadPadding = "rsa-decrypt-bad-padding"
    case decryptWrongVersion = "rsa-decrypt-wrong-version"
    case sign = "rsa-sign"
    case signECDSA = "ecdsa-sign"
    case power = "modular-power"
    case prf, hkdf
    case hmac
    case seal = "record-seal"
    case open = "record-open"
    case openBadTag = "record-open-bad-tag"
    case x25519, secp256r1, ffdhe2048, ffdhe3072
    case mlkem768 = "ml-kem-768"
    case mlkem768Rejected = "ml-kem-768-rejected"
    case handshake
    case handshakeTLS13 = "handshake-tls13"
    case handshakeWrongPremaster = "handshake-wrong-premaster"
    /// Leaks on purpose: memcheck has to report it.
    case branchOnSecret = "leak-by-branch"
    /// Leaks on purpose: memcheck has to report it.
    case indexBySecret = "leak-by-index"

    static let positiveControls = [Check.branchOnSecret, .indexBySecret]
    static let constantTime = allCases.filter { !positiveControls.contains($0) }

    /// Whether AES, SHA-256 or a modular power is what it is about.
    var usesKernels: Bool {
        ![
            .signECDSA, .x25519, .secp256r1, .handshake, .handshakeTLS13, .handshakeWrongPremaster, .branchOnSecret,
            .indexBySecret,
        ].contains(self)
    }

    /// Throws if a result is wrong: what computes nothing leaks nothing.
    func run<Backend: CryptoBackend, Modulus: ModularArithmetic>(on _: Backend.Type, over _: Modulus.Type) throws {
        switch self {
        case .keyLoad: _ = try RSAChecks<Backend>.loadKey()
        case .encrypt: try RSAChecks<Backend>.encrypt()
        case .decrypt: try RSAChecks<Backend>.decrypt()
        case .decryptBadPadding: try RSAChecks<Backend>.decryptBadPadding()
        case .decryptWrongVersion: try RSAChecks<Backend>.decryptWrongVersion()
        case .sign: try RSAChecks<Backend>.sign()
        case .signECDSA: try ECDSAChecks<Backend>.sign()
        case .power: try ModulusChecks<Modulus>.power()
        case .prf: try SymmetricChecks<Backend>.prf()
        case .hkdf: try SymmetricChecks<Backend>.hkdf()
        case .hmac: try SymmetricChecks<Backend>.hmac()
        case .seal: try SymmetricChecks<Backend>.seal()
        case .open: try SymmetricChecks<Backend>.open()
        case .openBadTag: try SymmetricChecks<Backend>.openBadTag()
        case .x25519: try KeyShareChecks<Backend>.exchange(.x25519)
        case .secp256r1: try KeyShareChecks<Backend>.exchange(.secp256r1)
        case .ffdhe2048: try KeyShareChecks<Backend>.exchange(.ffdhe2048)
        case .ffdhe3072: try KeyShareChecks<Backend>.exchange(.ffdhe3072)
        case .mlkem768: try KEMChecks<Backend>.exchange(.mlkem768)
        case .mlkem768Rejected: try KEMChecks<Backend>.rejection(.mlkem768)
        case .handshake: try HandshakeChecks<Backend>.handshake()
        case .handshakeTLS13: try HandshakeChecks<Backend>.handshakeTLS13()
        case .handshakeWrongPremaster: try HandshakeChecks<Backend>.handshakeWrongPremaster()
        case .branchOnSecret: try PositiveControls.branch()
        case .indexBySecret: try PositiveControls.index()
        }
    }
}

/// What went wrong other than a leak.
enum ProbeFailure: Error {
    case wrongResult
}

/// Throws unless a result, made public by then, is what it should be.
func require(_ isRight: Bool) throws {
    guard isRight else { throw ProbeFailure.wrongResult }
}
