import Foundation
import Synchronization

extension TestFiles {
    static let nssServerName = "server"
    static let nssClientName = "client"
    private static let databases = Mutex<String?>(nil)
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

    /// A certificate database of NSS with the authority, the server's certificate and the client's; made once.
    func nssDatabase() throws -> String {
        try Self.databases.withLock { made in
            if let made { return made }
            let database = folder.appendingPathComponent("nss")
            try FileManager.default.createDirectory(at: database, withIntermediateDirectories: true)
            let store = "sql:\(database.path)"
            try Self.run("certutil", ["-N", "-d", store, "--empty-password"])
            try Self.run("certutil", ["-A", "-d", store, "-n", "authority", "-t", "TC,C,", "-a", "-i", authority])
            try Self.run("certutil", ["-A", "-d", store, "-n", "clients", "-t", "TC,C,", "-a", "-i", clientAuthority])
            for (name, chain, key) in [(Self.nssServerName, chain, key), (Self.nssClientName, clientChain, clientKey)] {
                let bundle = folder.appendingPathComponent("\(name).p12").path
                try Self.run(
                    "openssl",
                    [
                        "pkcs12", "-export", "-in", chain, "-inkey", key, "-name", name, "-passout", "pass:", "-out",
                        bundle,
                    ]
                )
                try Self.run("pk12util", ["-i", bundle, "-d", store, "-W", ""])
            }
            made = store
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
