internal import CGMP
internal import Glibc

extension GMPModulus {
    /// GMP, with the version that the loaded library gives itself.
    public static var library: (name: String, library: String, version: String, codePath: String) {
        (name: "gmp", library: "GMP", version: unsafe String(cString: __gmp_version), codePath: codePath)
    }

    /// A fat build keeps a table of functions, chosen for the CPU when it is loaded (GMP, mpn/x86_64/fat/fat.c).
    private static var codePath: String {
        let program = unsafe dlopen(nil, RTLD_NOW)
        defer { if let program = unsafe program { unsafe _ = dlclose(program) } }
        let hasFunctionTable = unsafe dlsym(program, "__gmpn_cpuvec") != nil
        return hasFunctionTable
            ? "mpn_sec, fat build: chosen at load" : "mpn_sec, not a fat build: fixed at compilation"
    }
}
