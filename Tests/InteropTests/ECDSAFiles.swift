import Foundation
import TLSTrust

/// A test PKI of ECDSA in files; made once.
struct ECDSAFiles: CertificateFiles {
    static let shared = Result { try ECDSAFiles() }

    let folder: URL
    let authority, chain, key, keyOfSEC1, clientAuthority, clientChain, clientKey: String

    init() throws {
        folder = try TestFiles.shared.get().folder.appendingPathComponent("ecdsa")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let pki = try TestPKI.mintECDSA(serverNames: ["localhost"])
        let client = try TestPKI.mintECDSA(serverNames: ["a client"], purpose: .client)
        authority = try Self.write(pki.authorityPEM, "ca.pem", in: folder)
        chain = try Self.write(pki.credentials.certificatePEM(), "chain.pem", in: folder)
        key = try Self.write(pki.credentials.privateKeyPEM(), "key.pem", in: folder)
        clientAuthority = try Self.write(client.authorityPEM, "clients.pem", in: folder)
        clientChain = try Self.write(client.credentials.certificatePEM(), "client.pem", in: folder)
        clientKey = try Self.write(client.credentials.privateKeyPEM(), "client.key", in: folder)
        keyOfSEC1 = folder.appendingPathComponent("sec1.pem").path
        let converted = try ChildProcess("openssl", ["ec", "-in", key, "-out", keyOfSEC1])
        guard try converted.waitForExit() == 0 else { throw CocoaError(.fileReadCorruptFile) }
    }

    private static func write(_ text: String, _ name: String, in folder: URL) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
