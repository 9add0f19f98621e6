internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import Scenarios

/// `tlsbench phases`: where the time of a handshake goes.
struct Phases: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Split a handshake into phases that add up.",
        discussion: """
            Client and server are timed separately, each with a peer whose time is not counted. Each is measured as a whole and, \
            in turns, with time stamps between its phases; the sum of these is compared with the whole. The TCP handshake \
            and a handshake over loopback TCP are included unless --memory is given.

            Examples:
              tlsbench phases
              tlsbench phases --backend swift,null --memory
              tlsbench phases --backend swift,gmp --reference swift
              tlsbench phases --backend swift --bits 4096 --time 10
              tlsbench phases --cipher-suite ECDHE_RSA_WITH_AES_128_GCM_SHA256
              tlsbench phases --cipher-suite TLS_AES_128_GCM_SHA256 --certificate ecdsa

            \(ExitStatus.help([.failed, .unavailable, .busy, .interrupted]))
            """
    )

    @Option(
        help: ArgumentHelp("Backends, separated by commas, or all.", valueName: "list"),
        completion: .backends,
        transform: Registry.backends(named:)
    )
    var backend: [any CryptoBackend.Type] = Registry.backends

    @Option(
        help: ArgumentHelp(
            "The reference for ratios: a backend, a peer such as peer:libssl, or a library.",
            valueName: "name"
        ),
        completion: .rows
    )
    var reference = Registry.standard.identity.name

    @Option(
        help: ArgumentHelp("The suite's name; in TLS 1.2 without TLS_, in TLS 1.3 with it.", valueName: "name")
    )
    var cipherSuite = "RSA_WITH_AES_128_GCM_SHA256"

    @Option(
        help: ArgumentHelp(
            "The group of an ephemeral key exchange; unless given, the first that the suite has.",
            valueName: "name"
        ),
        transform: KeyExchangeGroup.init(named:)
    )
    var group: KeyExchangeGroup?

    @Option(
        help: ArgumentHelp(
            "The kind of the server's key: rsa or ecdsa (P-256). Unless given, rsa if the suite takes it.",
            valueName: "kind"
        ),
        completion: .list(CertificateKey.Kind.allCases.map(\.rawValue)),
        transform: CertificateKey.Kind.init(certificateNamed:)
    )
    var certificate: CertificateKey.Kind?

    @Option(help: "The length of the server's RSA key: 2048, 3072 or 4096. (default: 2048)")
    var bits: Int?

    @Flag(help: "Leave TCP out.")
    var memory = false

    @Option(help: ArgumentHelp("For each operation, all its backends together.", valueName: "seconds"))
    var time = 8.0

    @OptionGroup var libraries: LibraryOptions

    @OptionGroup var session: SessionOptions

    func validate() throws {
        try libraries.checkColumn(reference)
        guard time >= 1, time <= 3600 else { throw ValidationError("--time takes 1 to 3600 seconds, not \(time)") }
        _ = try wantedGroups
    }

    func run() throws {
        let wanted = try wantedGroups
        let named = try libraries.found()
        let measured = try MeasuredColumns(
            backend,
            named,
            in: .full,
            hasPeers: false,
            where: Filter("^(\(wanted.joined(separator: "|")))/[^/]+$")
        )
        let measuring = try Session(session)
        defer { measuring.release() }
        let columns = measured.columns(in: measuring.worker(.full))
        let found = try measuring.verify(columns, measured.libraries)
        let report = measuring.report(.full, reference: reference, found)
        try measuring.measure(
            measured.groups,
            Schedule(secondsPerGroup: time, seed: measuring.seed),
            columns,
            measured.plugins
        ) { outcome in
            var document = report.document(outcome)
            document.tool.warnings += document.phaseWarnings
            return document
        }
    }

    /// The identifiers of the groups.
    private var wantedGroups: [String] {
        get throws {
            let all = Registry.groups(of: backend, in: .full)
            let phased = all.flatMap(\.benchmarks).filter(\.isPhased)
            let suites = Set(phased.compactMap { $0.parameters.first?.value.description })
            guard suites.contains(cipherSuite) else {
                throw Unknown(kind: "cipher suite", name: cipherSuite, known: suites.sorted()).asUsage
            }
            let own = phased.filter { $0.parameters.first?.value.description == cipherSuite }
            let key = try serverKey(own)
            let handshake = try "\(cipherSuite)/\(exchangeGroup(own).map { "\($0)/" } ?? "")\(key)"
            let overTCP = memory ? [] : ["tcp-connect", "handshake-full/\(handshake)/tcp/both"]
            let wanted = ["client", "server"].map { "handshake-phases/\(handshake)/\($0)" } + overTCP
            guard all.contains(where: { $0.id.hasPrefix("handshake-phases") && wanted.contains($0.id) }) else {
                throw ValidationError("--bits takes 2048, 3072 or 4096, not \(key)")
            }
            return wanted
        }
    }

    /// What stands for the server's key in the names of the suite's handshakes.
    private func serverKey(_ phased: [Benchmark]) throws -> String {
        func takes(_ kind: CertificateKey.Kind) -> Bool {
            phased.contains { $0.value(of: kind == .rsa ? "bits" : "key") != nil }
        }
        let kind = certificate ?? (takes(.rsa) ? .rsa : .ecdsa)
        guard takes(kind) else {
            throw ValidationError("\(cipherSuite) takes no certificate of \(kind.rawValue.uppercased())")
        }
        if kind == .rsa { return String(bits ?? 2048) }
        guard bits == nil else { throw ValidationError("--bits is for RSA: a key of ECDSA is on P-256") }
        return "ecdsa-p256"
    }

    /// The group that stands in the names of the suite's handshakes; nil where they have none.
    private func exchangeGroup(_ phased: [Benchmark]) throws -> String? {
        let groups = phased.compactMap { $0.value(of: "group") }
        guard let group else { return groups.first }
        guard groups.contains(group.name) else {
            throw ValidationError(
                groups.isEmpty
                    ? "\(cipherSuite) has no group: its premaster secret is encrypted"
                    : "\(cipherSuite) has \(Set(groups).sorted().joined(separator: ", ")), not \(group.name)"
            )
        }
        return group.name
    }
}

extension Benchmark {
    /// What stands for a parameter in the identifier.
    fileprivate func value(of parameter: String) -> String? {
        parameters.first { $0.name == parameter }?.value.description
    }
}
