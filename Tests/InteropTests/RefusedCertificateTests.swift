import Foundation
import Testing

/// A client that is shown a bad certificate says why in one line, and tells the server with the alert that the RFC names.
@Suite struct RefusedCertificateTests {
    @Test(arguments: FlawedCertificate.allCases)
    func `a certificate with a flaw is refused`(flaw: FlawedCertificate) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tlsbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (chain, key, authority) = try flaw.files(in: folder)
        let (server, port) = try Command.serve(["--cert", chain, "--key", key])
        defer { server.end() }
        let client = try Command.start(["connect", "localhost:\(port)", "--ca", authority])
        #expect(try client.waitForExit() != 0)
        let message = client.stderr.text
        #expect(message.split(separator: "\n").count == 1, "\(message)")
        #expect(message.contains("certificate refused: \(flaw.reason)"), "\(message)")
        #expect(message.contains("(sent alert \(flaw.alert))"), "\(message)")
        try server.wait(for: "the peer sent alert \(flaw.alert)")
    }

    /// The positive control: the same tools make a chain that is accepted.
    @Test func `a certificate without a flaw is accepted`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tlsbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (chain, key, authority) = try OpenSSLIssuer(in: folder).server("server", under: "authority")
        let (server, port) = try Command.serve(["--cert", chain, "--key", key])
        defer { server.end() }
        let client = try Command.start(["connect", "localhost:\(port)", "--ca", authority])
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
    }
}
