internal import ArgumentParser
internal import CryptoBackend
internal import TLSLoad
internal import TLSWire

/// What `load` is told of its connections.
struct LoadOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The most connections at once, of all threads together.", valueName: "count"))
    var connections = 10

    @Option(help: ArgumentHelp("Threads, each with connections of its own.", valueName: "count"))
    var threads = 1

    @Option(help: ArgumentHelp("Connections to begin in a second.", valueName: "number"))
    var rate: Double?

    @Option(
        help: ArgumentHelp(
            "How those of a rate are spread: poisson or fixed, at equal distances. (default: poisson)",
            valueName: "pattern"
        ),
        completion: .list(ArrivalPattern.allCases.map(\.rawValue)),
        transform: ArrivalPattern.init(named:)
    )
    var arrivals: ArrivalPattern?

    @Option(help: ArgumentHelp("How long connections begin.", valueName: "seconds"))
    var duration = 10.0

    @Option(help: ArgumentHelp("The share of connections that resume a session, 0 to 1.", valueName: "share"))
    var resume = 0.0

    @Option(help: ArgumentHelp("The page to ask for over each connection.", valueName: "path"))
    var get: String?

    @Option(help: ArgumentHelp("Keep connections open for so long after the handshake.", valueName: "seconds"))
    var hold = 0.0

    @Option(
        help: ArgumentHelp(
            "Versions, cipher suites and groups, separated by commas; of each kind named, every handshake must agree on one.",
            valueName: "list"
        ),
        transform: ExpectedAgreement.init(named:)
    )
    var expect = ExpectedAgreement()

    @Option(help: ArgumentHelp("Decides the gaps of a rate; a random one unless given.", valueName: "n"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Write the whole result to a file.", valueName: "file"), completion: .file())
    var json: String?

    func validate() throws {
        guard (1...1_000_000).contains(connections) else {
            throw ValidationError("--connections takes 1 to 1000000, not \(connections)")
        }
        guard (1...1024).contains(threads) else { throw ValidationError("--threads takes 1 to 1024, not \(threads)") }
        guard threads <= connections else {
            throw ValidationError("--threads \(threads) needs as many --connections, not \(connections)")
        }
        if let rate, !(rate >= 0.001 && rate <= 10_000_000) {
            throw ValidationError("--rate takes 0.001 to 10000000 connections a second, not \(rate)")
        }
        guard rate != nil || arrivals == nil else { throw ValidationError("--arrivals needs --rate") }
        guard duration > 0 && duration <= 86_400 else {
            throw ValidationError("--duration takes more than 0 and at most 86400 seconds, not \(duration)")
        }
        guard (0...1).contains(resume) else { throw ValidationError("--resume takes a share of 0 to 1, not \(resume)") }
        guard hold >= 0 && hold <= 86_400 else {
            throw ValidationError("--hold takes 0 to 86400 seconds, not \(hold)")
        }
        guard hold == 0 || get == nil else { throw ValidationError("--hold and --get contradict each other") }
        if let get { try PageRequest.check(get) }
    }

    /// What they ask for, without the request.
    func plan(limit: Duration) -> LoadPlan {
        var plan = LoadPlan(
            connections: connections,
            threads: threads,
            duration: .seconds(duration),
            seed: seed ?? .random(in: 0..<1 << 48)
        )
        plan.rate = rate
        plan.arrivals = arrivals ?? .poisson
        plan.resumedShare = resume
        plan.hold = .seconds(hold)
        plan.limit = limit
        plan.expectation = expect
        return plan
    }
}

extension ArrivalPattern {
    /// By its name on the command line.
    init(named name: String) throws {
        guard let pattern = ArrivalPattern(rawValue: name) else {
            throw Unknown(kind: "pattern of arrivals", name: name, known: ArrivalPattern.allCases.map(\.rawValue))
        }
        self = pattern
    }
}

extension ExpectedAgreement {
    /// By names as `--tls`, `--cipher-suite` and `--groups` take them.
    init(named list: String) throws {
        self.init()
        let suites = CipherSuite.supported + CipherSuite.supportedTLS13
        for name in list.split(separator: ",", omittingEmptySubsequences: false) {
            let wanted = name.uppercased()
            if name == "1.2" {
                versions.append(.tls12)
            } else if name == "1.3" {
                versions.append(.tls13)
            } else if let suite = suites.first(where: { $0.name == wanted || $0.name == "TLS_\(wanted)" }) {
                cipherSuites.append(suite)
            } else if let group = KeyExchangeGroup.all.first(where: { $0.name.uppercased() == wanted }) {
                groups.append(group)
            } else {
                let known = ["1.2", "1.3"] + KeyExchangeGroup.all.map(\.name) + suites.map(\.name)
                throw Unknown(kind: "version, cipher suite or group", name: String(name), known: known)
            }
        }
    }

    /// The names.
    var names: [String] { versions.map(\.name) + cipherSuites.map(\.name) + groups.map(\.name) }
}
