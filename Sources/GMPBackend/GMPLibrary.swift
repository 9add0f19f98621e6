internal import CGMP
internal import Glibc

extension GMPModulus {
    /// GMP, with the version that the loaded library gives itself.
    public static var library: (name: String, library: String, version: String, codePath: String) {
        (name: "gmp", library: "GMP", version: unsafe String(cString: __gmp_version), codePath: description)
    }

    /// `generic` for one that was fixed at compilation.
    public static func codePath(modulusBits: Int) -> String { isFat ? "fat" : "generic" }

    private static var description: String {
        isFat ? "mpn_sec, fat build: chosen at load" : "mpn_sec, not a fat build: fixed at compilation"
    }

    /// A fat build keeps a table of functions, chosen for the CPU when it is loaded (GMP, mpn/x86_64/fat/fat.c).
    private static let isFat: Bool = {
        guard let program = unsafe dlopen(nil, RTLD_NOW) else { return false }
        defer { unsafe _ = dlclose(program) }
        return unsafe dlsym(program, "__gmpn_cpuvec") != nil
    }()
}
