import Foundation
import Testing

/// Private keys that a backend does not take: the line names the file, what is wrong in words, and a way out.
@Suite struct KeyErrorTests {
    private func message(_ bits: Int, _ change: (inout [UInt8]) -> Void) throws -> (line: String, key: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tlsbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (chain, key) = try OpenSSLIssuer(in: folder).certify("server", named: "localhost", bits: bits)
        let old = try ChildProcess("openssl", ["rsa", "-in", key, "-traditional"])
        #expect(try old.waitForExit() == 0)
        let body = old.stdout.text.split(separator: "\n").dropFirst().dropLast().joined()
        var der = [UInt8](try #require(Data(base64Encoded: body)))
        change(&der)
        let text = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        try Data("-----BEGIN RSA PRIVATE KEY-----\n\(text)\n-----END RSA PRIVATE KEY-----\n".utf8)
            .write(to: URL(fileURLWithPath: key))
        let server = try Command.start(["serve", "--port", "0", "--cert", chain, "--key", key, "--backend", "swift"])
        #expect(try server.waitForExit() == 1)
        let line = server.stderr.text
        #expect(line.split(separator: "\n").count == 1, "\(line)")
        return (line, key)
    }

    @Test func `one whose numbers do not belong together`() throws {
        // The last octets are those of qInv.
        let (line, key) = try message(2048) { $0[$0.count - 1] ^= 1 }
        #expect(line.contains("\(key): the numbers of the private key do not belong together; `openssl pkey -check"))
    }

    @Test func `one that is too short`() throws {
        let (line, key) = try message(768) { _ in }
        #expect(line.contains("\(key): an RSA key of 768 bits, where swift takes 1024 to 8192"))
    }
}
