internal import CryptoBackend
internal import Scenarios
internal import StackSeam

/// A backend or a peer that a build may be without: it comes with a trait of the package, on unless somebody turns it off.
struct OptionalPart: Hashable {
    /// The name of its rows.
    let name: String
    /// Its trait.
    let trait: String

    /// Whether this build has it.
    let isBuiltIn: Bool

    /// All that there are.
    static let all =
        BuiltInColumn.all.compactMap { column in
            column.trait.map { OptionalPart(name: column.name, trait: $0, isBuiltIn: column.type != nil) }
        } + [
            OptionalPart(
                name: "peer:niossl",
                trait: "NIOSSL",
                isBuiltIn: ScenarioCatalogue.peers.contains { $0.name == "peer:niossl" }
            )
        ]

    /// Those that this build is without.
    static var leftOut: [OptionalPart] { all.filter { !$0.isBuiltIn } }

    /// That it is not there, and what brings it in.
    var notice: String { "\(name) is left out of this build: `\(remedy)` brings it in" }

    /// What brings it in.
    var remedy: String { "swift build -c release --traits default,\(trait)" }
}
