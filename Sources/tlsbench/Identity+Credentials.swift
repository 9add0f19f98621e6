internal import CryptoBackend
internal import TLSEngine
internal import TLSTrust

extension Identity {
    /// What `serve` and `connect` show of themselves. Throws a line that names the file of the key and a way out if the backend does
    /// not take the key.
    init(_ credentials: Credentials, keyFile: String) throws {
        self.init(
            certificateChain: credentials.certificateChain,
            privateKey: .rsa(try Self.privateKey(credentials, keyFile))
        )
    }

    private static func privateKey(_ credentials: Credentials, _ file: String) throws -> Backend.PrivateKey {
        let (name, capabilities) = (Backend.identity.name, Backend.capabilities)
        let (bits, lengths) = (credentials.privateKey.publicComponents.modulusBits, capabilities.rsaModulusBits)
        guard lengths.contains(bits) else {
            throw CommandFailure(
                "\(file): an RSA key of \(bits) bits, where \(name) takes \(lengths.lowerBound) to \(lengths.upperBound): "
                    + "use another key or another --backend"
            )
        }
        do { return try Backend.PrivateKey(credentials.privateKey) } catch CryptoError.invalidKey(let fault) {
            let remedy =
                switch fault {
                case .inconsistent: "`openssl pkey -check -noout -in \(file)` looks at each"
                case .publicExponent:
                    "\(name) takes odd ones of 2 to \(capabilities.rsaExponentBits) bits, and 65537 is usual"
                case .modulus, .curve, .point: "make another key"
                }
            throw CommandFailure("\(file): \(fault); \(remedy)")
        }
    }
}
