import Foundation
import TLSTrust

/// What can be wrong with a server's certificate, and what a client has to say of it.
enum FlawedCertificate: String, CaseIterable, Sendable {
    case expired
    case notYetValid = "not yet valid"
    case wrongHost = "for another host"
    case commonNameAlone = "with its host as the common name alone"
    case commonNameAndEmail = "with its host as the common name, and an e-mail address"
    case wrongAuthority = "of another authority"
    case selfSigned = "self-signed"
    case missingIntermediate = "without its intermediate"
    case corruptedSignature = "with a corrupted signature"
    case weakKey = "with a weak key"
    case weakIntermediate = "under a weak intermediate"
    case unknownCriticalExtension = "with a critical extension that nobody knows"
    case nameConstraint = "outside the names that its intermediate may certify"
    case clientPurpose = "for clients"
    case leafAsIssuer = "signed by a server's certificate"

    var reason: String {
        switch self {
        case .expired: "certificate has expired"
        case .notYetValid: "certificate is not yet valid"
        case .wrongHost, .commonNameAlone, .commonNameAndEmail: "certificate is for another name"
        case .wrongAuthority: "issuer is not trusted"
        case .selfSigned: "certificate is self-signed and not trusted"
        case .missingIntermediate: "issuer is neither sent nor trusted"
        case .corruptedSignature: "signature does not verify"
        case .weakKey, .weakIntermediate: "key or signature algorithm is too weak"
        case .unknownCriticalExtension: "critical extension is not known"
        case .nameConstraint: "name is outside what the issuer may certify"
        case .clientPurpose, .leafAsIssuer: "certificate is not for this purpose"
        }
    }

    /// RFC 5246 §7.2.2.
    var alert: String {
        switch self {
        case .expired, .notYetValid: "certificate_expired"
        case .wrongAuthority, .selfSigned, .missingIntermediate: "unknown_ca"
        case .corruptedSignature: "bad_certificate"
        case .weakKey, .weakIntermediate, .clientPurpose, .leafAsIssuer: "unsupported_certificate"
        case .wrongHost, .commonNameAlone, .commonNameAndEmail, .unknownCriticalExtension, .nameConstraint:
            "certificate_unknown"
        }
    }

    /// A chain with the flaw, its key, and the authority that the client trusts, as files in `folder`.
    func files(in folder: URL) throws -> (chain: String, key: String, authority: String) {
        let issuer = try OpenSSLIssuer(in: folder)
        switch self {
        case .expired: return try minted(.init(from: -7200, until: -60), in: folder)
        case .notYetValid: return try minted(.init(from: 3600, until: 7200), in: folder)
        case .selfSigned:
            let leaf = try issuer.certify("server", named: "localhost")
            return (leaf.chain, leaf.key, try issuer.certify("authority", named: "root").chain)
        case .wrongHost: return try issuer.server("elsewhere")
        case .commonNameAlone: return try issuer.server("unnamed")
        case .commonNameAndEmail: return try issuer.server("mail")
        case .clientPurpose: return try issuer.server("client")
        case .unknownCriticalExtension: return try issuer.server("strange")
        case .weakKey: return try issuer.server("server", bits: 1024)
        case .wrongAuthority:
            let (chain, key, root) = try issuer.server("server")
            try OpenSSLIssuer.append(root, to: chain)
            return (chain, key, try issuer.certify("authority", named: "another root").chain)
        case .corruptedSignature:
            let (chain, key, root) = try issuer.server("server")
            try corruptLastOctet(ofPEM: chain)
            return (chain, key, root)
        case .missingIntermediate: return try issuer.server("server", under: "authority", sendsIntermediate: false)
        case .weakIntermediate: return try issuer.server("server", under: "authority", intermediateBits: 1024)
        case .nameConstraint: return try issuer.server("server", under: "constrained")
        case .leafAsIssuer: return try issuer.server("server", under: "server")
        }
    }

    private func minted(_ validity: TestPKI.Validity, in folder: URL) throws -> (String, String, String) {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048, validity: validity)
        let texts = [
            ("chain.pem", try pki.credentials.certificatePEM()), ("key.pem", try pki.credentials.privateKeyPEM()),
            ("root.pem", pki.authorityPEM),
        ]
        let paths = try texts.map { name, text in
            let file = folder.appendingPathComponent(name)
            try Data(text.utf8).write(to: file)
            return file.path
        }
        return (paths[0], paths[1], paths[2])
    }

    /// The last octets of a certificate are its signature.
    private func corruptLastOctet(ofPEM path: String) throws {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        guard var der = Data(base64Encoded: lines.dropFirst().dropLast().joined()) else {
            throw Ports.NotFound(output: path)
        }
        der[der.count - 1] ^= 1
        let body = der.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        try Data("-----BEGIN CERTIFICATE-----\n\(body)\n-----END CERTIFICATE-----\n".utf8)
            .write(to: URL(fileURLWithPath: path))
    }
}
