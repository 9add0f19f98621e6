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
            Nothing is measured: it is one connection, the first of a new process. The handshake is the textbook's of \
            TLS 1.2, unless --tls or the cipher suites ask for TLS 1.3.

            Examples:
              tlsbench trace
              tlsbench trace --cipher-suite ECDHE_RSA_WITH_AES_128_GCM_SHA256
              tlsbench trace --tls 1.3 --certificate ecdsa --retry
              tlsbench trace --resume ticket --json
              tlsbench trace --pcap handshake.pcap --keylog handshake.keys
              wireshark -o tls.keylog_file:handshake.keys handshake.pcap

            \(ExitStatus.help([.unavailable], [.no: "the connection failed"]))
            """
    )

    @Option(
        help: ArgumentHelp(
            "The kind of the server's key: rsa or ecdsa (P-256). Unless given, rsa if a cipher suite takes it.",
            valueName: "kind"
        ),
        completion: .list(CertificateKey.Kind.allCases.map(\.rawValue)),
        transform: CertificateKey.Kind.init(certificateNamed:)
    )
    var certificate: CertificateKey.Kind?

    @Option(help: "The length of the server's RSA key: 2048, 3072 or 4096. (default: 2048)")
    var bits: Int?

    @Option(
        help: ArgumentHelp(
            "Resume a session: in TLS 1.2 by its id or by ticket; in TLS 1.3 by a pre-shared key, whose ticket is the id of a "
                + "session that the server keeps, or the session itself.",
            valueName: "id|ticket"
        ),
        transform: NegotiatedParameters.Resumption.init(named:)
    )
    var resume: NegotiatedParameters.Resumption = .none

    @Flag(help: "Let the server ask for a key share of another group of --groups (HelloRetryRequest); with TLS 1.3.")
    var retry = false

    @Option(help: ArgumentHelp("Write the connection as a packet capture.", valueName: "file"), completion: .file())
    var pcap: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var options: ConnectionOptions

    func validate() throws {
        if let bits, ![2048, 3072, 4096].contains(bits) {
            throw ValidationError("--bits takes 2048, 3072 or 4096, not \(bits)")
        }
        _ = try TraceRequest(self)
    }

    func run() throws { try trace(try TraceRequest(self), options.backend) }

    private func trace<Backend: CryptoBackend>(_ request: TraceRequest, _ backend: Backend.Type) throws {
        let keyLog = try openOutputs()
        let configurations = try TraceConfigurations<Backend>(request, options)
        let connection = try TracedConnection(
            configurations,
            keyLog: keyLog?.writer,
            limit: .seconds(options.timeout)
        )
        let negotiated = connection.negotiated
        guard negotiated.resumption == request.expectedResumption else {
            throw CommandFailure("the session was not resumed")
        }
        let messages =
            request.version == .tls13
            ? try MessageSequence(tls13: connection.observations, negotiated.cipherSuite, backend).messages
            : try MessageSequence(connection.observations).messages
        if let pcap {
            let capture = CaptureFile(connection)
            try ResultFile.write(Data(capture.octets), to: pcap)
        }
        if json {
            let octets = try TraceDocument(connection, messages, Backend.identity, request.certificate).encoded()
            try FileHandle.standardOutput.write(octets: octets)
        } else {
            let diagram = SequenceDiagram(
                heading: TraceHeading(request, connection, Backend.identity).lines,
                version: request.version,
                messages: messages
            )
            try FileHandle.standardOutput.write(line: diagram.lines.joined(separator: "\n"))
        }
        try keyLog?.check()
    }

    /// Before any work: what cannot be written later.
    private func openOutputs() throws -> KeyLogFile? {
        if let pcap { try ResultFile.checkWritable(pcap) }
        return try options.keyLog()
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
