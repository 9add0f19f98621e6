public import BenchCore

extension ResultDocument {
    /// The files that a build's worker had loaded, and the variables that decide which those are.
    public struct Loads: Codable, Sendable, Hashable {
        /// The program first.
        public var files: [File]
        /// Those that are set.
        public var variables: [Variable]

        /// A file with code.
        public struct File: Codable, Sendable, Hashable {
            /// What was asked for: `libcrypto.so.3`; `program` for the program itself.
            public var name: String
            /// Where it lies; empty for a program that was copied to be measured.
            public var path: String
            /// The linker's identifier of the build, or a hash of the code.
            public var mark: String
        }

        /// A variable of the environment.
        public struct Variable: Codable, Sendable, Hashable {
            /// Its name.
            public var name: String
            /// Its value.
            public var value: String
        }

        /// Takes what a worker says of itself.
        ///
        /// - Parameter folder: where copies of programs lie while a gate lasts.
        public init(_ identity: WorkerIdentity, copiesIn folder: String) {
            files = identity.objects.map { object in
                File(
                    name: object.name,
                    path: object.path.hasPrefix(folder + "/") ? "" : object.path,
                    mark: object.mark
                )
            }
            variables = identity.variables.sorted { $0.key < $1.key }.map { Variable(name: $0.key, value: $0.value) }
        }

        /// Whether both have the same code loaded, their programs aside.
        func isSame(as other: Loads) -> Bool {
            func shared(_ loads: Loads) -> Set<[String]> { Set(loads.shared.map { [$0.name, $0.mark] }) }
            return shared(self) == shared(other) && Set(variables) == Set(other.variables)
        }

        /// Without the program itself.
        var shared: [File] { files.filter { $0.name != LoadedObject.program } }
    }
}

extension [String: ResultDocument.Library] {
    /// As a worker says of itself.
    public init(_ identity: WorkerIdentity) {
        self.init(identity.libraries.map { ($0.column, ResultDocument.Library($0, in: identity)) }) { first, _ in first
        }
    }
}

extension ResultDocument.Library {
    /// As a worker says of itself, with the file that it comes from.
    public init(_ said: WorkerIdentity.Library, in identity: WorkerIdentity) {
        let object = identity.object(of: said)
        self.init(
            name: said.name,
            version: said.version,
            codePath: said.codePath,
            path: object?.path,
            mark: object?.mark
        )
        settings = said.settings.isEmpty ? nil : said.settings
    }
}
