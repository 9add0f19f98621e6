/// Whose code a row measured: a column may have rows in which another column's code runs, or the same code whatever the column.
/// Such rows say so, and take no part where columns are held against each other.
public enum CodeOwner: Hashable, Sendable {
    /// The column's own.
    case own
    /// That of the column of this name.
    case column(String)
    /// The same in every column.
    case all
    /// The file does not tell. This column names the kernels of that one among its own, so that some of its rows run them.
    case perhaps(String)

    /// Whether the row is the column's own work for all that is known of it, and so may win or lose.
    public var takesPart: Bool { self == .own }

    /// Whether the file says that it is another's.
    public var isKnownOther: Bool {
        switch self {
        case .own, .perhaps: false
        case .column, .all: true
        }
    }

    /// What a cell says in place of a ratio: `= swift`, `= all`; nil where there is nothing to say.
    public var note: String? {
        switch self {
        case .own, .perhaps: nil
        case .column(let name): "= \(name)"
        case .all: "= all"
        }
    }

    /// What the notes of a table mean.
    static let legend =
        "= NAME: the code of that column, = all: the same code in every column; neither takes part in a ranking"
}

/// The owners of the rows of a document.
struct CodeOwners {
    /// The first column that names some of the same kernels, by column.
    private let sharing: [String: String]

    init(_ document: ResultDocument) {
        var columns: [String] = []
        for benchmark in document.benchmarks where !columns.contains(benchmark.backend) {
            columns.append(benchmark.backend)
        }
        let libraries = document.builds["A"]?.libs ?? [:]
        let kernels = columns.map { Self.kernels(libraries[$0]) }
        var sharing: [String: String] = [:]
        for (place, column) in columns.enumerated() {
            let earlier = columns.indices.prefix(place).first { !kernels[$0].isDisjoint(with: kernels[place]) }
            sharing[column] = earlier.map { columns[$0] }
        }
        self.sharing = sharing
    }

    /// Files of before rows told it have only what the libraries said of their code paths.
    func owner(of benchmark: BenchmarkResult) -> CodeOwner {
        switch benchmark.codeOf {
        case benchmark.backend: .own
        case BenchmarkResult.everybodysCode: .all
        case .some(let name): .column(name)
        case nil: sharing[benchmark.backend].map { .perhaps($0) } ?? .own
        }
    }

    /// `bignum avx2` and `AES-GCM vaes, SHA-256 sha-ni` of `bignum avx2; AES-GCM vaes, SHA-256 sha-ni`.
    private static func kernels(_ library: ResultDocument.Library?) -> Set<String> {
        let parts = (library?.codePath ?? "").split(separator: ";").map { part in
            String(part.drop { $0 == " " })
        }
        // A path alone is a description of the whole library, such as "chosen by BoringSSL".
        return parts.count > 1 ? Set(parts.filter { !$0.isEmpty && !$0.hasPrefix("--isa") }) : []
    }
}
