import Foundation
import TLSTrust

/// A test PKI in files, as the tools want it; made once.
struct TestFiles: CertificateFiles {
    static let shared = Result { try TestFiles() }

    let folder: URL
    let authority: String
    let chain: String
    let key: String
    let strangerAuthority: String
    let strangerKey: String
    let clientAuthority: String
    let clientChain: String
    let clientKey: String
    /// A GET, for clients that read what they send from a file.
    let request: String
    let pki: TestPKI

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("tlsbench-interop-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        atexit { if let files = try? TestFiles.shared.get() { try? FileManager.default.removeItem(at: files.folder) } }
        pki = try TestPKI.mint(serverNames: ["localhost", "127.0.0.1", "::1"], keyBits: 2048)
        let stranger = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let client = try TestPKI.mint(serverNames: ["a client"], keyBits: 2048, purpose: .client)
        clientAuthority = try Self.write(client.authorityPEM, "clients.pem", in: folder)
        clientChain = try Self.write(client.credentials.certificatePEM(), "client.pem", in: folder)
        clientKey = try Self.write(client.credentials.privateKeyPEM(), "client.key", in: folder)
        request = try Self.write("GET / HTTP/1.0\r\n\r\n", "request", in: folder)
        authority = try Self.write(pki.authorityPEM, "ca.pem", in: folder)
        chain = try Self.write(pki.credentials.certificatePEM(), "chain.pem", in: folder)
        key = try Self.write(pki.credentials.privateKeyPEM(), "key.pem", in: folder)
        strangerKey = try Self.write(stranger.credentials.privateKeyPEM(), "stranger.key", in: folder)
        strangerAuthority = try Self.write(stranger.authorityPEM, "stranger.pem", in: folder)
    }

    private static func write(_ text: String, _ name: String, in folder: URL) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}

/// Key logs in the format of NSS.
enum KeyLog {
    /// The lines that name a master secret, in lower case. OpenSSL also logs premaster secrets, which nobody needs then.
    static func lines(_ path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("CLIENT_RANDOM ") }.map { $0.lowercased() }
    }

    /// The lines that name what records of TLS 1.3 are protected under, in lower case and in order. OpenSSL also logs the
    /// exporters' secret.
    static func trafficSecrets(_ path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .filter { $0.contains("_TRAFFIC_SECRET") }.map { $0.lowercased() }.sorted()
    }
}
