internal import CryptoBackend
internal import GMPBackend
internal import NullBackend
internal import OpenSSLBackend
internal import PluginBackend
internal import Scenarios
internal import SwiftCore
internal import SwiftCryptoBackend

/// A backend that is compiled in. A new one is a line in ``all``, and nothing else in the command.
struct BuiltInColumn {
    /// The name of its rows, which its identity has too.
    let name: String
    /// What commands use; nil where this build is without it.
    let type: (any CryptoBackend.Type)?
    /// The same code as a worker measures it, with octets that follow from the seed in place of random ones. It is written as a
    /// type of its own, and not derived at run time, so that the compiler specialises it.
    let seededType: (any CryptoBackend.Type)?
    /// The trait of the package that it comes with; nil where it is in every build.
    var trait: String?
    /// Whether its library was loaded.
    var isLoaded = true
    /// No security, and so never in `all` and never on a socket: what it measures is the engine alone.
    var isEngineAlone = false

    /// In the order of the columns; behind them the plug-in of a process that has loaded one, in the place of the backend that it
    /// stands in for. Computed, since the parser of arguments asks before a worker has loaded anything.
    static var all: [BuiltInColumn] {
        guard let plugin else { return compiledIn }
        return compiledIn.filter { $0.name != plugin.name } + [plugin]
    }

    private static var plugin: BuiltInColumn? {
        PluginLibrary.loaded.map {
            BuiltInColumn(
                name: $0.identity.name,
                type: PluginBackend.self,
                seededType: SeededBackend<PluginBackend>.self
            )
        }
    }

    private static let compiledIn = [
        BuiltInColumn(
            name: "swift",
            type: SwiftBackend.self,
            seededType: SwiftCore<MontgomeryModulus, SeededRandom<SystemRandom>>.self
        ),
        BuiltInColumn(
            name: "gmp",
            type: GMPBackend.self,
            seededType: SwiftCore<GMPModulus, SeededRandom<SystemRandom>>.self
        ),
        BuiltInColumn(
            name: "openssl",
            type: OpenSSLBackend.self,
            seededType: SeededBackend<OpenSSLBackend>.self,
            isLoaded: !MissingLibrary.all.contains { $0.name == "openssl" }
        ),
        swiftCrypto,
        BuiltInColumn(
            name: "null",
            type: NullBackend.self,
            seededType: SeededBackend<NullBackend>.self,
            isEngineAlone: true
        ),
    ]

    #if SwiftCrypto
    private static let swiftCrypto = BuiltInColumn(
        name: "swift-crypto",
        type: SwiftCryptoBackend.self,
        seededType: SeededBackend<SwiftCryptoBackend>.self,
        trait: "SwiftCrypto"
    )
    #else
    private static let swiftCrypto = BuiltInColumn(
        name: "swift-crypto",
        type: nil,
        seededType: nil,
        trait: "SwiftCrypto"
    )
    #endif
}
