import Foundation
import Synchronization

extension TestFiles {
    static let nssServerName = "server"
    static let nssClientName = "client"
    private static let databases = Mutex<[CertificateKind: String]>([:])
    private static let fields = Mutex<[Combination.Group: String]>([:])

    /// A file with the parameters of a field, as `openssl` and `nginx` want them; made once.
    func parameters(of group: Combination.Group) throws -> String {
        try Self.fields.withLock { made in
            if let file = made[group] { return file }
            let file = folder.appendingPathComponent("\(group.rawValue).pem").path
            try Self.run(
                "openssl",
                ["genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", "group:\(group.rawValue)", "-out", file]
            )
            made[group] = file
            return file
        }
    }

    /// A certificate database of NSS with the authorities, the server's certificate and the client's; made once. Each kind has its
    /// own, for NSS takes certificates of one subject for versions of one.
    func nssDatabase(_ kind: CertificateKind = .rsa) throws -> String {
        try Self.databases.withLock { made in
            if let store = made[kind] { return store }
            let files = try kind.files()
            let database = folder.appendingPathComponent("nss-\(kind.rawValue)")
            try FileManager.default.createDirectory(at: database, withIntermediateDirectories: true)
            let store = "sql:\(database.path)"
            try Self.run("certutil", ["-N", "-d", store, "--empty-password"])
            try Self.run(
                "certutil",
                ["-A", "-d", store, "-n", "authority", "-t", "TC,C,", "-a", "-i", files.authority]
            )
            try Self.run(
                "certutil",
                ["-A", "-d", store, "-n", "clients", "-t", "TC,C,", "-a", "-i", files.clientAuthority]
            )
            let owned = [
                (Self.nssServerName, files.chain, files.key), (Self.nssClientName, files.clientChain, files.clientKey),
            ]
            for (name, chain, key) in owned {
                let bundle = folder.appendingPathComponent("\(kind.rawValue)-\(name).p12").path
                try Self.run(
                    "openssl",
                    [
                        "pkcs12", "-export", "-in", chain, "-inkey", key, "-name", name, "-passout", "pass:", "-out",
                        bundle,
                    ]
                )
                try Self.run("pk12util", ["-i", bundle, "-d", store, "-W", ""])
            }
            made[kind] = store
            return store
        }
    }

    private static func run(_ tool: String, _ arguments: [String]) throws {
        let process = try ChildProcess(tool, arguments)
        guard try process.waitForExit() == 0 else {
            throw Ports.NotFound(output: "\(tool): \(process.stdout.text)\(process.stderr.text)")
        }
    }
}
