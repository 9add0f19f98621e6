internal import Glibc

/// What a worker says of itself, for only there it is sure: the files it has loaded, the libraries that it measures, and the
/// variables that decide which those are.
public struct WorkerIdentity: Hashable, Sendable {
    /// The program first.
    public let objects: [LoadedObject]
    /// Backends and peers.
    public let libraries: [Library]
    /// Those of ``variableNames`` that are set.
    public let variables: [String: String]

    /// What a library says of itself.
    public struct Library: Hashable, Sendable {
        /// Whose rows are made with it: a backend's name, or a peer's.
        public let column: String
        /// What people call it.
        public let name: String
        /// The version that is loaded.
        public let version: String
        /// Which of its code paths runs.
        public let codePath: String
        /// The name of the loaded object that has its code; nil where that is compiled in, and of workers that do not say.
        public let object: String?
        /// What its configuration file has set in it; empty where it reads none, and of workers that do not say.
        public let settings: [String]

        /// - Parameters:
        ///   - object: ``LoadedObject/name`` of the file that has its code.
        ///   - settings: each in a line, with the file's name: `openssl.cnf: MinProtocol = TLSv1.2`.
        public init(
            column: String,
            name: String,
            version: String,
            codePath: String,
            object: String? = nil,
            settings: [String] = []
        ) {
            self.column = column
            self.name = name
            self.version = version
            self.codePath = codePath
            self.object = object
            self.settings = settings
        }

        /// The same with other settings.
        fileprivate func with(_ settings: [String]) -> Library {
            Library(
                column: column,
                name: name,
                version: version,
                codePath: codePath,
                object: object,
                settings: settings
            )
        }
    }

    /// All of it.
    public init(objects: [LoadedObject], libraries: [Library], variables: [String: String]) {
        self.objects = objects
        self.libraries = libraries
        self.variables = variables
    }

    /// Of this process.
    static func own(_ libraries: [Library]) -> WorkerIdentity {
        var variables: [String: String] = [:]
        for name in variableNames {
            guard let value = unsafe getenv(name) else { continue }
            variables[name] = unsafe String(cString: value)
        }
        return WorkerIdentity(objects: LoadedObject.own(), libraries: libraries, variables: variables)
    }

    /// What decides which libraries are loaded, what they read, and which of their code runs (ld.so(8), openssl-env(7)).
    public static let variableNames = [
        "LD_LIBRARY_PATH", "LD_PRELOAD", "TLSBENCH_LIBCRYPTO", "TLSBENCH_LIBSSL", "OPENSSL_CONF", "OPENSSL_MODULES",
        "OPENSSL_ENGINES", "OPENSSL_ia32cap", "OPENSSL_armcap", "TLSBENCH_PLUGIN", "TLSBENCH_PLUGIN_NAME",
        "GLIBC_TUNABLES", "TLSBENCH_ISA",
    ]

    /// The file that has a library's code; nil where that is compiled in.
    public func object(of library: Library) -> LoadedObject? {
        library.object.flatMap { name in objects.first { $0.name == name } }
    }

    /// Whether two workers have the same code loaded and configured alike, their programs aside: those lie in files of their own,
    /// and are compared as such.
    public func loadsTheSame(as other: WorkerIdentity) -> Bool {
        func shared(_ identity: WorkerIdentity) -> Set<[String]> {
            let objects = identity.objects.filter { $0.name != LoadedObject.program }.map { [$0.name, $0.mark] }
            let configured = identity.libraries.filter { !$0.settings.isEmpty }.map { [$0.column] + $0.settings }
            return Set(objects + configured)
        }
        return !objects.isEmpty && shared(self) == shared(other) && variables == other.variables
    }
}

extension WorkerIdentity {
    /// In one line: words that begin with what they are about, their fields behind equals signs.
    var line: String {
        let words =
            objects.map { ["object", $0.name, $0.path, $0.mark] }
            + libraries.map {
                ["library", $0.column, $0.name, $0.version, $0.codePath] + ($0.object.map { [$0] } ?? [])
            }
            + libraries.flatMap { library in library.settings.map { ["setting", library.column, $0] } }
            + variables.sorted { $0.key < $1.key }.map { ["variable", $0.key, $0.value] }
        return words.map { $0.map(EncodedWord.encoded).joined(separator: "=") }.joined(separator: " ")
    }

    /// Nil if the line is no identity: the program is always loaded. Words about other things are a later build's, and left out.
    init?(line: String) {
        var objects: [LoadedObject] = []
        var libraries: [Library] = []
        var settings: [String: [String]] = [:]
        var variables: [String: String] = [:]
        for word in line.split(separator: " ") {
            let fields = word.split(separator: "=", omittingEmptySubsequences: false).map { EncodedWord.decoded($0) }
            guard fields.allSatisfy({ $0 != nil }) else { return nil }
            let values = fields.compactMap { $0.map { PrintableLine($0, longest: 4096).text } }
            switch (values.first, values.count) {
            case ("object", 4): objects.append(LoadedObject(name: values[1], path: values[2], mark: values[3]))
            case ("library", 5...6):
                libraries.append(
                    Library(
                        column: values[1],
                        name: values[2],
                        version: values[3],
                        codePath: values[4],
                        object: values.count > 5 ? values[5] : nil
                    )
                )
            case ("setting", 3): settings[values[1], default: []].append(values[2])
            case ("variable", 3): variables[values[1]] = values[2]
            case ("object", _), ("library", _), ("setting", _), ("variable", _): return nil
            default: continue
            }
        }
        guard objects.contains(where: { $0.name == LoadedObject.program }) else { return nil }
        let configured = libraries.map { $0.with(settings[$0.column] ?? []) }
        self.init(objects: objects, libraries: configured, variables: variables)
    }
}

extension WorkerCommand {
    /// What a worker of this command says of itself, once these benchmarks are ready: some libraries load more as soon as they are
    /// used. Nil if it is of a build of before workers said so.
    public func identity(using ids: [String]) throws(RunFailure) -> WorkerIdentity? {
        let worker = try WorkerProcess(self, padding: 0)
        for (slot, id) in ids.enumerated() {
            // One that cannot be made ready fails later, as itself.
            do throws(RunFailure) { _ = try worker.ask(.prepare(slot: slot, seed: 0, id: id), about: id) } catch {
                guard case .benchmark = error else { throw error }
            }
        }
        let reply: WorkerReply
        do throws(RunFailure) { reply = try worker.ask(.identity, about: "what it has loaded") } catch {
            if error.isOfOlderBuild { return nil }
            throw error
        }
        guard case .done(let text) = reply else {
            throw .senselessAnswer(benchmark: "what it has loaded", said: reply.line)
        }
        // A script that plays a worker says nothing at all.
        guard !text.isEmpty else { return nil }
        guard let identity = WorkerIdentity(line: text) else {
            throw .senselessAnswer(benchmark: "what it has loaded", said: reply.line)
        }
        return identity
    }
}
