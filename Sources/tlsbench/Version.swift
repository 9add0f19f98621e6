internal import BenchReport
internal import CryptoBackend

/// The tool's own version, in every result.
let toolVersion = "0.1.0"

/// What compiled this executable: the version of the Swift standard library that comes with it. Major and minor: the library
/// says .0 of every patch release of a compiler.
let buildCompiler =
    "swift " + "\(_SwiftStdlibVersion.current)".split(separator: ".").prefix(2).joined(separator: ".")

/// What `--version` prints: the tool's version and its commit in the first line, then the library behind each column, and what
/// this build is without.
var versionText: String {
    let libraries = Registry.libraries(for: nil).filter { $0.key != Registry.engineAlone.identity.name }
    let lines = libraries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.name) \($0.value.version)" }
    let commit = Checkout.commit.map { " (commit \($0.prefix(10)))" } ?? ""
    let leftOut = MissingLibrary.all.map { $0.notice } + OptionalPart.leftOut.map { $0.notice }
    return ([toolVersion + commit] + lines + leftOut).joined(separator: "\n")
}
