import Foundation

/// Makes certificates that nobody should make, with `openssl req`.
struct OpenSSLIssuer {
    typealias Files = (chain: String, key: String)

    private let folder: URL
    private let configuration: String

    init(in folder: URL) throws {
        self.folder = folder
        let file = folder.appendingPathComponent("openssl.cnf")
        configuration = file.path
        // 2.999 is the arc for examples.
        let text = """
            [req]
            distinguished_name = name
            [name]
            [authority]
            basicConstraints = critical, CA:TRUE
            keyUsage = critical, keyCertSign
            subjectKeyIdentifier = hash
            [constrained]
            basicConstraints = critical, CA:TRUE
            keyUsage = critical, keyCertSign
            subjectKeyIdentifier = hash
            nameConstraints = critical, permitted;DNS:example.org
            [server]
            basicConstraints = critical, CA:FALSE
            keyUsage = critical, digitalSignature, keyEncipherment
            extendedKeyUsage = serverAuth
            subjectAltName = DNS:localhost
            [elsewhere]
            extendedKeyUsage = serverAuth
            subjectAltName = DNS:example.org
            [unnamed]
            extendedKeyUsage = serverAuth
            [mail]
            extendedKeyUsage = serverAuth
            subjectAltName = email:localhost@example.org
            [unlimited]
            extendedKeyUsage = serverAuth
            subjectAltName = DNS:localhost
            [signing]
            keyUsage = critical, digitalSignature
            subjectAltName = DNS:localhost
            [enciphering]
            keyUsage = critical, keyEncipherment
            subjectAltName = DNS:localhost
            [agreeing client]
            keyUsage = critical, keyAgreement
            extendedKeyUsage = clientAuth
            [client]
            extendedKeyUsage = clientAuth
            subjectAltName = DNS:localhost
            [strange]
            extendedKeyUsage = serverAuth
            subjectAltName = DNS:localhost
            2.999.1 = critical, ASN1:UTF8String:nobody knows

            """
        try Data(text.utf8).write(to: file)
    }

    /// A certificate with the extensions of `section`; self-signed without an issuer.
    func certify(_ section: String, named name: String, bits: Int = 2048, by issuer: Files? = nil) throws -> Files {
        let base = folder.appendingPathComponent(name.replacingOccurrences(of: " ", with: "-")).path
        let files = (chain: base + ".pem", key: base + ".key")
        var arguments = [
            "req", "-x509", "-config", configuration, "-extensions", section, "-newkey", "rsa:\(bits)", "-nodes",
            "-subj", "/CN=\(name)", "-days", "30", "-keyout", files.key, "-out", files.chain,
        ]
        if let issuer { arguments += ["-CA", issuer.chain, "-CAkey", issuer.key] }
        let process = try ChildProcess("openssl", arguments)
        guard try process.waitForExit() == 0 else { throw Ports.NotFound(output: process.stderr.text) }
        return files
    }

    /// A server's certificate under a root of its own, and under an intermediate with the extensions of `section`.
    func server(
        _ kind: String,
        bits: Int = 2048,
        under section: String? = nil,
        intermediateBits: Int = 2048,
        sendsIntermediate: Bool = true
    ) throws -> (chain: String, key: String, authority: String) {
        let root = try certify("authority", named: "root")
        guard let section else {
            let leaf = try certify(kind, named: "localhost", bits: bits, by: root)
            return (leaf.chain, leaf.key, root.chain)
        }
        let intermediate = try certify(section, named: "intermediate", bits: intermediateBits, by: root)
        let leaf = try certify(kind, named: "localhost", bits: bits, by: intermediate)
        if sendsIntermediate { try Self.append(intermediate.chain, to: leaf.chain) }
        return (leaf.chain, leaf.key, root.chain)
    }

    /// Puts one PEM file behind another.
    static func append(_ more: String, to chain: String) throws {
        let text = try String(contentsOfFile: chain, encoding: .utf8) + String(contentsOfFile: more, encoding: .utf8)
        try Data(text.utf8).write(to: URL(fileURLWithPath: chain))
    }
}
