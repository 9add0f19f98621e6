internal import ArgumentParser
internal import BenchCore
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

/// `--baseline-library` and its like: what the two sides of a gate run with.
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
    var namesLibrary: Bool { baselineLibrary != nil || candidateLibrary != nil }

    /// What is wrong with a library is a mistake in the arguments.
    func baseline() throws -> GateSide {
        GateSide(library: try baselineLibrary?.library(), environment: Self.environment(baselineEnv))
    }

    /// The same of the candidate.
    func candidate() throws -> GateSide {
        GateSide(library: try candidateLibrary?.library(), environment: Self.environment(candidateEnv))
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
