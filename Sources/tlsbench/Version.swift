internal import Scenarios

/// The tool's own version, in every result.
let toolVersion = "0.1.0"

/// What compiled this executable: the version of the Swift standard library that comes with it. Major and minor: the library
/// says .0 of every patch release of a compiler.
let buildCompiler =
    "swift " + "\(_SwiftStdlibVersion.current)".split(separator: ".").prefix(2).joined(separator: ".")

/// What `--version` prints: the tool's version in the first line, then the peers in this build, and what it is without. No backend is
/// asked, for this is put together whenever the command starts, before it is told which instructions to use.
var versionText: String {
    let peers = ScenarioCatalogue.peers.map { "\($0.name): \($0.library) \($0.version)" }
    return ([toolVersion] + peers + OptionalPart.leftOut.map { $0.notice }).joined(separator: "\n")
}
