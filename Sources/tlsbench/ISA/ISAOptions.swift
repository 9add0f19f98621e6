internal import ArgumentParser
internal import CryptoBackend
internal import Scenarios

/// What `isa` is told.
struct ISAOptions: ParsableArguments {
    @Option(help: "ladder, leave-one-out, add-one-in or pair.", transform: Self.mode(named:))
    var mode = FeatureVariants.Mode.ladder

    @Option(
        help: ArgumentHelp(
            "Features to vary, in order, separated by commas; joined by a plus, they go together. Default: all.",
            valueName: "list"
        )
    )
    var features: String?

    @Option(
        help: ArgumentHelp("Backends, separated by commas, or all.", valueName: "list"),
        completion: .backends,
        transform: Registry.backends(named:)
    )
    private var backend: [any CryptoBackend.Type] = Registry.backends

    @Option(
        help: ArgumentHelp(
            "Only benchmarks whose id this matches somewhere. Default: RSA, PRF, records and one handshake.",
            valueName: "regex"
        )
    )
    var filter: String?

    @Option(help: ArgumentHelp("For each operation, all its backends and sets together.", valueName: "seconds"))
    var time: Double?

    @OptionGroup var libraries: LibraryOptions

    @OptionGroup var session: SessionOptions

    func validate() throws {
        if let time, !(time >= 1 && time <= 3600) {
            throw ValidationError("--time takes 1 to 3600 seconds, not \(time)")
        }
        guard !backends.isEmpty else {
            let names = backend.map { $0.identity.name }.joined(separator: ", ")
            throw ValidationError("\(names): does not tell which features it may use, and nothing would be proven")
        }
        _ = try variants
    }

    /// Those that tell which features they may use; of another there would be no proof.
    var backends: [any CryptoBackend.Type] { backend.filter { $0.usableFeatures != nil } }

    /// The sets of features.
    var variants: [FeatureVariants.Variant] {
        get throws {
            let native = InstructionSet.native
            let items =
                try features.map { try FeatureVariants.items($0, of: native) }
                ?? FeatureVariants.standard(mode, of: native)
            return FeatureVariants(mode, items, of: native).variants
        }
    }

    private static func mode(named name: String) throws -> FeatureVariants.Mode {
        guard let mode = FeatureVariants.Mode(rawValue: name) else {
            throw Unknown(kind: "mode", name: name, known: FeatureVariants.Mode.allCases.map(\.rawValue))
        }
        return mode
    }

    /// One operation of each kind, where nobody says which.
    static let standardFilter =
        #"^(rsa-(en|de)crypt/2048|rsa-decrypt/4096|prf-master-secret/(sha256|sha384)|record-seal/aes-128-gcm/(1350|16384)"#
        + #"|record-open/aes-128-gcm/16384|handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/both)/(?!peer)"#
}
