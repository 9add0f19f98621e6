internal import ArgumentParser
internal import BenchCore
internal import CryptoBackend
internal import Foundation

/// What one side of a gate runs with, besides its executable: a library, and variables of the environment.
struct GateSide: Hashable {
    var library: NamedLibrary?
    var environment: [String: String] = [:]

    /// Nothing of its own.
    static let plain = GateSide()

    /// The same command with it.
    func worker(like command: WorkerCommand) -> WorkerCommand {
        let command = WorkerCommand(
            executable: command.executable,
            arguments: command.arguments,
            environment: command.environment.merging(environment) { $1 }
        )
        return library?.worker(like: command) ?? command
    }
}

/// `--baseline-library`, `--baseline-plugin` and their like: what the two sides of a gate run with.
struct GateSideOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The libcrypto (with its libssl) or GMP to compare with: a file, a folder of libraries, or the root of a system.",
            valueName: "path"
        ),
        completion: .directory,
        transform: Self.library
    )
    var baselineLibrary: LibraryArgument?

    @Option(
        help: ArgumentHelp(
            "The one that may be slower; the one that this build finds unless given.",
            valueName: "path"
        ),
        completion: .directory,
        transform: Self.library
    )
    var candidateLibrary: LibraryArgument?

    @Option(
        help: ArgumentHelp(
            "The plug-in to compare with: its file. Behind openssl= and its like it stands in for that backend, and may have none opposite.",
            valueName: "path"
        ),
        completion: .file(extensions: ["so"]),
        transform: Self.library
    )
    var baselinePlugin: LibraryArgument?

    @Option(
        help: ArgumentHelp("The one that may be slower.", valueName: "path"),
        completion: .file(extensions: ["so"]),
        transform: Self.library
    )
    var candidatePlugin: LibraryArgument?

    @Option(
        help: ArgumentHelp("A variable of the baseline's environment.", valueName: "name=value"),
        transform: Self.variable
    )
    var baselineEnv: [Variable] = []

    @Option(
        help: ArgumentHelp("A variable of the candidate's environment.", valueName: "name=value"),
        transform: Self.variable
    )
    var candidateEnv: [Variable] = []

    /// One variable.
    struct Variable: Hashable {
        let name: String
        let value: String
    }

    /// Whether the sides differ by more than their executables.
    var isGiven: Bool { namesLibrary || !baselineEnv.isEmpty || !candidateEnv.isEmpty }

    /// Whether one side has a variable that the other has not, or has with another value.
    var differInEnvironment: Bool { Self.environment(baselineEnv) != Self.environment(candidateEnv) }

    /// Whether a side has a library of its own.
    var namesLibrary: Bool { baselineLibrary != nil || candidateLibrary != nil || namesPlugin }

    /// Whether a side has a plug-in.
    private var namesPlugin: Bool { baselinePlugin != nil || candidatePlugin != nil }

    /// Whose rows a suite for libraries has: those of the plug-ins, or all.
    var rowsOf: String? { namesPlugin ? NamedLibrary.standIn(baselinePlugin ?? candidatePlugin) ?? "plugin" : nil }

    /// What is wrong with a library is a mistake in the arguments.
    func baseline() throws -> GateSide {
        try side(baselineLibrary, baselinePlugin, baselineEnv)
    }

    /// The same of the candidate.
    func candidate() throws -> GateSide {
        try side(candidateLibrary, candidatePlugin, candidateEnv)
    }

    /// Throws unless the plug-ins of both sides have the same rows.
    func check() throws {
        guard namesPlugin else { return }
        if baselineLibrary != nil || candidateLibrary != nil {
            throw ValidationError(
                "a gate compares two libraries or two plug-ins: --baseline-library or --baseline-plugin"
            )
        }
        let names = [baselinePlugin, candidatePlugin].map { NamedLibrary.standIn($0) }
        for name in names.compactMap(\.self) where !Registry.backends.contains(where: { $0.identity.name == name }) {
            let known = Registry.backends.map { $0.identity.name }
            throw Unknown(kind: "backend for a plug-in to stand in for", name: name, known: known).asUsage
        }
        let isOneSided = baselinePlugin == nil || candidatePlugin == nil
        if isOneSided, names.allSatisfy({ $0 == nil }) {
            throw ValidationError(
                "only one side has a plug-in: name one for the other side, or the backend that it is compared with, as "
                    + "in --candidate-plugin openssl=PATH"
            )
        }
        if !isOneSided, names[0] != names[1] {
            throw ValidationError("both plug-ins stand in for the same backend, or neither for any")
        }
    }

    private func side(
        _ library: LibraryArgument?,
        _ plugin: LibraryArgument?,
        _ variables: [Variable]
    ) throws -> GateSide {
        var loaded = try plugin?.plugin()
        loaded?.standsInFor = NamedLibrary.standIn(plugin)
        return GateSide(library: try loaded ?? library?.library(), environment: Self.environment(variables))
    }

    private static func environment(_ variables: [Variable]) -> [String: String] {
        Dictionary(variables.map { ($0.name, $0.value) }) { $1 }
    }

    /// A name before an equals sign is taken, as `--library` has it, and says nothing here.
    private static func library(_ text: String) throws -> LibraryArgument { try LibraryArgument(text) }

    private static func variable(_ text: String) throws -> Variable {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex, !text.contains("\0") else {
            throw ValidationError("'\(PrintableLine(text).text)' is not NAME=VALUE")
        }
        return Variable(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
    }
}

extension NamedLibrary {
    /// The backend that a gate's plug-in stands in for; nil where it has rows of its own.
    fileprivate static func standIn(_ plugin: LibraryArgument?) -> String? {
        plugin.flatMap { $0.name.isEmpty ? nil : $0.name }
    }
}
