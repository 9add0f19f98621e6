/// The tool's own version, in every result.
let toolVersion = "0.1.0"

/// What compiled this executable: the version of the Swift standard library that comes with it. Major and minor: the library
/// says .0 of every patch release of a compiler.
let buildCompiler =
    "swift " + "\(_SwiftStdlibVersion.current)".split(separator: ".").prefix(2).joined(separator: ".")
