internal import CryptoBackend
internal import TLSEngine
internal import TLSTrust

extension Identity {
    /// What `serve` and `connect` show of themselves. Throws a line that names the file of the key and a way out if the backend does
    /// not take the key.
    init(_ credentials: Credentials, keyFile: String) throws {
        let (name, capabilities) = (Backend.identity.name, Backend.capabilities)
        if case .rsa(let components) = credentials.publicKey {
            let (bits, lengths) = (components.modulusBits, capabilities.rsaModulusBits)
            guard lengths.contains(bits) else {
                throw CommandFailure(
                    "\(keyFile): an RSA key of \(bits) bits, where \(name) takes \(lengths.lowerBound) to "
                        + "\(lengths.upperBound): use another key or another --backend"
                )
            }
        }
        do { try self.init(credentials) } catch .invalidKey(let fault) {
            let remedy =
                switch fault {
                case .inconsistent: "`openssl pkey -check -noout -in \(keyFile)` looks at each"
                case .publicExponent:
                    "\(name) takes odd ones of 2 to \(capabilities.rsaExponentBits) bits, and 65537 is usual"
                case .modulus, .curve, .point: "make another key"
                }
            throw CommandFailure("\(keyFile): \(fault); \(remedy)")
        }
    }
}
