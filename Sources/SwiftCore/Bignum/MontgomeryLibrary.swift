extension MontgomeryModulus {
    /// This package's own code; its version is that of the Swift standard library it runs on.
    public static var library: (name: String, library: String, version: String, codePath: String) {
        (
            name: "swift",
            library: "tlsbench SwiftCore",
            version: "Swift \(_SwiftStdlibVersion.current)",
            codePath: "portable, 64-bit limbs"
        )
    }
}
