import Foundation
import Testing

/// What `tlsbench trace --json` prints, as a reader of the article would decode it.
struct TraceOutput: Decodable {
    let schema: String
    let version: String
    let backend: String
    let cipherSuite: String
    let group: String?
    let resumption: String
    let keyKind: String
    let bits: Int
    let client: String
    let server: String
    let messages: [Message]
    let applicationData: ApplicationData

    struct Message: Decodable {
        let step: Int?
        let phase: String?
        let message: String
        let sender: String?
        let octets: Int
        let protected: Bool
        let keys: String?
        let keyShares: [String]?
        let preSharedKey: Bool?
        let clientNs: Int
        let serverNs: Int
    }

    struct ApplicationData: Decodable {
        let client: String
        let server: String
    }

    /// Who sent a packet of its capture.
    func sender(of packet: TShark.Packet) -> String { client.hasSuffix(":\(packet.fromPort)") ? "client" : "server" }
}

/// One run of `tlsbench trace` that wrote everything that it can.
struct TraceRun {
    let output: TraceOutput
    let tshark: TShark
    /// What it wrote into the key log.
    let keyLog: String

    init(_ arguments: [String]) throws {
        let folder = try TestFiles.shared.get().folder
        let name = UUID().uuidString
        let (capture, keys) = (folder.appending(path: "\(name).pcap").path, folder.appending(path: "\(name).keys").path)
        let (status, text, errors) = try Self.run(arguments + ["--json", "--pcap", capture, "--keylog", keys])
        try #require(status == 0, "\(errors)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        output = try decoder.decode(TraceOutput.self, from: Data(text.utf8))
        tshark = TShark(capture, keyLog: keys)
        keyLog = try String(contentsOfFile: keys, encoding: .utf8)
    }

    static func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
        let command = try Command.start(["trace"] + arguments)
        let status = try command.waitForExit(within: 60)
        return (status, command.stdout.text, command.stderr.text)
    }

    /// What both ends sent is what tshark decrypts.
    func expectApplicationData() throws {
        let packets = try tshark.packets()
        func data(_ end: String) -> String {
            packets.filter { output.sender(of: $0) == end }.map(\.applicationData).joined()
        }
        #expect(data("client") == Self.hexadecimal(output.applicationData.client))
        #expect(data("server") == Self.hexadecimal(output.applicationData.server))
        #expect(output.applicationData.server.contains("cipher suite: \(output.cipherSuite)"))
    }

    static func hexadecimal(_ text: String) -> String { text.utf8.map { String(format: "%02x", $0) }.joined() }
}
