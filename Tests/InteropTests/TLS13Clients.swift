import Foundation

/// Clients of other programs, with TLS 1.3 alone; each trusts `files` and asks for a page of localhost.
enum TLS13Clients {
    static let request = "GET / HTTP/1.0\r\n\r\n"

    /// `openssl s_client`, which prints what it gets and nothing else unless `more` says so.
    static func openSSL(
        _ port: Int,
        _ files: any CertificateFiles,
        isNewer: Bool = false,
        _ more: [String] = ["-quiet"]
    ) throws -> ChildProcess {
        let arguments =
            [
                "s_client", "-connect", "127.0.0.1:\(port)", "-servername", "localhost", "-CAfile", files.authority,
                "-verify_return_error", "-verify_hostname", "localhost", "-tls1_3",
            ] + more
        return try isNewer ? .newerOpenSSL(arguments) : ChildProcess("openssl", arguments)
    }

    /// `gnutls-cli` with its messages on stderr, as many as `more` asks for.
    static func gnuTLS(
        _ port: Int,
        _ files: any CertificateFiles,
        priority: String = TLS13Combination.gnuTLSPriority(),
        _ more: [String] = []
    ) throws -> ChildProcess {
        try ChildProcess(
            "gnutls-cli",
            [
                "--x509cafile", files.authority, "--verify-hostname", "localhost", "--priority", priority, "-p",
                "\(port)", "127.0.0.1",
            ] + more
        )
    }

    /// NSS's `tstclnt`, whose request is on its way with it.
    static func nss(_ port: Int, _ kind: CertificateKind, _ more: [String]) throws -> ChildProcess {
        let files = try TestFiles.shared.get()
        return try ChildProcess(
            "tstclnt",
            [
                "-h", "localhost", "-4", "-p", "\(port)", "-d", try files.nssDatabase(kind), "-V", "tls1.3:tls1.3",
                "-A",
                files.request,
            ] + more
        )
    }

    /// `curl`, which gets the page as often as `times` says in one process, each time over a new connection.
    static func curl(
        _ port: Int,
        _ files: any CertificateFiles,
        times: Int = 1,
        _ more: [String] = []
    ) throws
        -> ChildProcess
    {
        let one = ["-sS", "--cacert", files.authority, "--tlsv1.3"] + more + ["https://localhost:\(port)/"]
        return try ChildProcess("curl", Array((0..<times).map { _ in one }.joined(separator: ["--next"])))
    }
}

extension ChildProcess {
    /// Sends a GET and returns all of the output once the process has ended by itself.
    func answer() throws -> (status: Int32, text: String) {
        try write(TLS13Clients.request)
        return (try waitForExit(), stdout.text)
    }
}
