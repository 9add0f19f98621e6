internal import CIntrinsics
internal import GMPBackend
internal import Glibc
internal import SwiftCore

/// Runs one check on one backend, with every secret marked as undefined memory: under valgrind's memcheck, each branch
/// and each address that depends on one is an error (https://www.imperialviolet.org/2010/04/01/ctgrind.html).
///
/// `ConstantTimeProbe CHECK swift|gmp`. Octets that a backend draws for itself, to blind or to stand in for a premaster
/// secret, are not followed. Status 3: no memcheck, so that nothing was checked.
@main
struct ConstantTimeProbe {
    static func main() throws {
        guard tlsbench_memcheck_is_active() != 0 else { exit(3) }
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let check = Check(rawValue: arguments[1]) else { exit(2) }
        switch arguments[2] {
        case "swift": try check.run(on: SwiftBackend.self, over: MontgomeryModulus.self)
        case "gmp": try check.run(on: GMPBackend.self, over: GMPModulus.self)
        default: exit(2)
        }
    }
}
