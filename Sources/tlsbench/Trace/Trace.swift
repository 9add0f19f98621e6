internal import ArgumentParser
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// `tlsbench trace`: one handshake, step by step, as it went over the wire.
struct Trace: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show one handshake over loopback TCP as a sequence diagram.",
        discussion: """
            A client and a server of one backend complete a handshake and transfer a page. SSLKEYLOGFILE is honoured. \
            Nothing is measured: it is one connection, the first of a new process.

            Examples:
              tlsbench trace
              tlsbench trace --cipher-suite ECDHE_RSA_WITH_AES_128_GCM_SHA256
              tlsbench trace --resume ticket --json
              tlsbench trace --pcap handshake.pcap --keylog handshake.keys
              wireshark -o tls.keylog_file:handshake.keys handshake.pcap

            \(ExitStatus.help([.unavailable], [.no: "the connection failed"]))
            """
    )

    @Option(help: "The length of the server's key: 2048, 3072 or 4096.")
    var bits = 2048

    @Option(
        help: ArgumentHelp("Resume a session, by its id or by ticket.", valueName: "id|ticket"),
        transform: NegotiatedParameters.Resumption.init(named:)
    )
    var resume: NegotiatedParameters.Resumption = .none

    @Option(help: ArgumentHelp("Write the connection as a packet capture.", valueName: "file"), completion: .file())
    var pcap: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var options: ConnectionOptions

    func validate() throws {
        guard [2048, 3072, 4096].contains(bits) else {
            throw ValidationError("--bits takes 2048, 3072 or 4096, not \(bits)")
        }
        guard options.versions(else: [.tls12]) == [.tls12] else {
            throw ValidationError("trace draws handshakes of TLS 1.2 alone")
        }
        let suites = options.cipherSuites(of: .tls12)
        let isPossible = suites.contains { suite in
            suite.keyExchange == .rsa || options.groups.contains { $0.named?.keyExchange == suite.keyExchange }
        }
        guard isPossible else {
            let names = suites.map(\.name).joined(separator: ", ")
            throw ValidationError("no group of --groups (\(options.groups.map(\.name))) is for \(names)")
        }
    }

    func run() throws { try trace(options.backend) }

    private func trace<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        let keyLog = try openOutputs()
        let configurations = try TraceConfigurations<Backend>(options, bits: bits, resuming: resume)
        let connection = try TracedConnection(
            configurations,
            keyLog: keyLog?.writer,
            limit: .seconds(options.timeout)
        )
        guard connection.negotiated.resumption == resume else { throw CommandFailure("the session was not resumed") }
        let messages = try MessageSequence(connection.observations).messages
        if let pcap {
            let capture = CaptureFile(connection)
            try ResultFile.write(Data(capture.octets), to: pcap)
        }
        if json {
            let octets = try TraceDocument(connection, messages, Backend.identity, bits: bits).encoded()
            try FileHandle.standardOutput.write(octets: octets)
        } else {
            let diagram = SequenceDiagram(heading: heading(connection, Backend.identity), messages: messages)
            try FileHandle.standardOutput.write(line: diagram.lines.joined(separator: "\n"))
        }
        try keyLog?.check()
    }

    /// Before any work: what cannot be written later.
    private func openOutputs() throws -> KeyLogFile? {
        if let pcap { try ResultFile.checkWritable(pcap) }
        return try options.keyLog()
    }

    private func heading(_ connection: TracedConnection, _ identity: BackendIdentity) -> [String] {
        let negotiated = connection.negotiated
        let group = negotiated.group.map { ", \($0.name)" } ?? ""
        let kind = resume == .none ? "full handshake, RSA-\(bits)" : "resumed by \(resume.rawValue)"
        return [
            "\(negotiated.cipherSuite.name)\(group), \(kind)",
            "\(identity.name) (\(identity.library) \(identity.version)) at both ends",
            "client \(connection.client), server \(connection.server)",
        ]
    }
}

extension NegotiatedParameters.Resumption {
    /// By its name on the command line.
    init(named name: String) throws {
        switch name {
        case "id": self = .sessionID
        case "ticket": self = .ticket
        default: throw Unknown(kind: "way to resume", name: name, known: ["id", "ticket"])
        }
    }
}
