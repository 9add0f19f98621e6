import Foundation

/// What `tshark` makes of a capture and its key log.
struct TShark {
    private let options: [String]

    init(_ capture: String, keyLog: String) {
        options = [
            "-r", capture, "-o", "tls.keylog_file:\(keyLog)", "-o", "ip.check_checksum:TRUE", "-o",
            "tcp.check_checksum:TRUE",
        ]
    }

    /// One packet.
    struct Packet {
        let fromPort: String
        let tcpFlags: Int
        let contentTypes: [Int]
        let recordLengths: [Int]
        /// Those of protected messages too.
        let handshakeTypes: [Int]
        /// 1 is right, for each header.
        let checksums: [Int]
        /// Since the first packet.
        let seconds: Double
        /// What was inside its records of application data, in hexadecimal digits.
        let applicationData: String
    }

    func packets() throws -> [Packet] {
        let fields = [
            "tcp.srcport", "tcp.flags", "tls.record.content_type", "tls.record.length", "tls.handshake.type",
            "ip.checksum.status", "tcp.checksum.status", "frame.time_relative", "data.data",
        ]
        // Nobody is to make more of application data than octets.
        let output = try run(["--disable-protocol", "http", "-T", "fields"] + fields.flatMap { ["-e", $0] })
        return output.split(separator: "\n").map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            func numbers(_ column: Int) -> [Int] { columns[column].split(separator: ",").compactMap { Int($0) } }
            return Packet(
                fromPort: columns[0],
                tcpFlags: Int(columns[1].dropFirst(2), radix: 16) ?? 0,
                contentTypes: numbers(2),
                recordLengths: numbers(3),
                handshakeTypes: numbers(4),
                checksums: numbers(5) + numbers(6),
                seconds: Double(columns[7]) ?? .nan,
                applicationData: columns[8].filter(\.isHexDigit)
            )
        }
    }

    /// The packets that `filter` finds; nothing if there are none.
    func matches(_ filter: String) throws -> String { try run(["-Y", filter]) }

    private func run(_ more: [String]) throws -> String {
        let process = try ChildProcess("tshark", options + more)
        guard try process.waitForExit(within: 60) == 0 else {
            throw ChildProcess.Failure.noSuchOutput("tshark \(more)", output: process.stderr.text)
        }
        return process.stdout.text
    }
}
