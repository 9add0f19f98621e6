internal import ArgumentParser
internal import CryptoBackend
internal import Scenarios

/// What `run` is told.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Backends, separated by commas, or all.", valueName: "list"),
        completion: .backends,
        transform: Registry.backends(named:)
    )
    var backend: [any CryptoBackend.Type] = Registry.backends

    @Option(help: "How much to measure: quick, standard or full.", completion: .suites, transform: Suite.init(named:))
    var suite = Suite.standard

    @Option(help: ArgumentHelp("Only benchmarks whose id this matches somewhere.", valueName: "regex"))
    var filter: String?

    @Option(help: ArgumentHelp("For each operation, all its backends together.", valueName: "seconds"))
    var time: Double?

    @OptionGroup var session: SessionOptions

    @Option(
        help: ArgumentHelp(
            "The reference for ratios: a backend, a peer such as peer:libssl, or a library.",
            valueName: "name"
        ),
        completion: .rows
    )
    var reference = Registry.standard.identity.name

    @OptionGroup var libraries: LibraryOptions

    func validate() throws {
        try libraries.checkColumn(reference)
        if let time, !(time >= 0.1 && time <= 3600) {
            throw ValidationError("--time takes 0.1 to 3600 seconds, not \(time)")
        }
    }
}
