/// A test PKI in files: a server's chain and key, a client's, and the authorities behind them.
protocol CertificateFiles: Sendable {
    var authority: String { get }
    var chain: String { get }
    var key: String { get }
    var clientAuthority: String { get }
    var clientChain: String { get }
    var clientKey: String { get }
}

/// The kinds of key that test certificates have.
enum CertificateKind: String, Sendable, CaseIterable {
    case rsa, ecdsa

    func files() throws -> any CertificateFiles {
        switch self {
        case .rsa: try TestFiles.shared.get()
        case .ecdsa: try ECDSAFiles.shared.get()
        }
    }
}
