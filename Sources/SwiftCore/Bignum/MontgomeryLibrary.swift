extension MontgomeryModulus {
    /// This package's own code, with the version of the Swift standard library that it runs on.
    public static var library: (name: String, library: String, version: String, codePath: String) {
        // Major and minor: the library says .0 of every patch release of a compiler.
        let version = "\(_SwiftStdlibVersion.current)".split(separator: ".").prefix(2).joined(separator: ".")
        return (
            name: "swift",
            library: "tlsbench SwiftCore",
            version: "Swift \(version)",
            codePath: "bignum \((Dispatch.bignums.first ?? .portable).rawValue)"
        )
    }

    /// The best tier's kernel that takes such a modulus.
    public static func codePath(modulusBits: Int) -> String { Dispatch.bignum(modulusBits: modulusBits).rawValue }
}
