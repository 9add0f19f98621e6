internal import ArgumentParser
internal import BenchCore
internal import CryptoBackend
internal import Scenarios
internal import StackSeam

/// `--library` and `--plugin`: other builds of libcrypto or GMP, and other libraries, as columns of their own.
struct LibraryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Another libcrypto (with its libssl) or GMP as a column NAME: a file, a folder of libraries, or the root of a system.",
            valueName: "name=path"
        ),
        completion: .directory,
        transform: Self.argument
    )
    var library: [LibraryArgument] = []

    @Option(
        help: ArgumentHelp(
            "A library behind the interface of tlsbench_plugin.h as a column NAME: the plug-in's file.",
            valueName: "name=path"
        ),
        completion: .file(extensions: ["so"]),
        transform: Self.argument
    )
    var plugin: [LibraryArgument] = []

    /// The names of all columns that they may have.
    var columns: [String] {
        library.flatMap { [$0.name, NamedLibrary.peerName(of: $0.name)] } + plugin.map(\.name)
    }

    func validate() throws {
        let builtIn = Registry.backends.map { $0.identity.name } + ScenarioCatalogue.peers.map { $0.name }
        var names: Set<String> = ["all", NamedLibrary.Backend.plugin.rawValue, Registry.engineAlone.identity.name]
        names.formUnion(builtIn)
        for library in library + plugin where names.contains(library.name) {
            throw Self.usage(.reservedName(library.name))
        }
        for name in columns where !names.insert(name).inserted { throw Self.usage(.twice(name)) }
    }

    /// The libraries themselves; what is wrong with one is a mistake in the arguments.
    func found() throws -> [NamedLibrary] { try library.map { try $0.library() } + plugin.map { try $0.plugin() } }

    /// Throws if `name` is no column: neither built in nor one of the libraries'.
    func checkColumn(_ name: String) throws {
        guard !columns.contains(name) else { return }
        do { _ = try Registry.row(named: name) } catch { throw ValidationError("\(error)") }
    }

    private static func argument(_ text: String) throws -> LibraryArgument {
        do throws(LibraryError) { return try LibraryArgument(named: text) } catch { throw usage(error) }
    }

    private static func usage(_ error: LibraryError) -> ValidationError {
        ValidationError(PrintableLine(error.description, longest: 4000).text)
    }
}

extension NamedLibrary {
    /// The name of its libssl's column.
    var peerName: String { Self.peerName(of: name) }

    /// `peer:libssl-3.5` of `openssl-3.5`.
    static func peerName(of name: String) -> String {
        "peer:libssl-" + (name.hasPrefix("openssl-") ? String(name.dropFirst("openssl-".count)) : name)
    }

    /// Its columns. Rows that another column's code does, or everybody's, are left out: another build would not change them.
    ///
    /// - Parameters:
    ///   - command: a process of this build, as it is.
    ///   - isWanted: which of the rows, as the table has them.
    func columns(
        like command: WorkerCommand,
        of groups: [BenchmarkGroup],
        where isWanted: (Benchmark) -> Bool = { _ in true }
    ) -> [Column] {
        let worker = worker(like: command)
        func column(_ who: String, _ name: String) -> Column {
            Column(who, named: name, in: worker, of: groups) { $0.codeOf == name && isWanted($0) }
        }
        let own = column(who, name)
        return libssl == nil ? [own] : [own, column("peer:libssl", peerName)]
    }
}
