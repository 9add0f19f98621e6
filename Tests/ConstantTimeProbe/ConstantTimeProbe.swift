internal import CIntrinsics
internal import GMPBackend
internal import Glibc
internal import SwiftCore

/// Runs checks on one backend, with every secret marked as undefined memory: under valgrind's memcheck, each branch
/// and each address that depends on one is an error (https://www.imperialviolet.org/2010/04/01/ctgrind.html).
///
/// `ConstantTimeProbe swift|gmp CHECK…`: the name of each check stands before what memcheck says of it, for starting memcheck takes
/// longer than most checks. Octets that a backend draws for itself, to blind or to stand in for a premaster secret, are not
/// followed. Status 3: no memcheck, so that nothing was checked.
@main
struct ConstantTimeProbe {
    static func main() throws {
        guard tlsbench_memcheck_is_active() != 0 else { exit(3) }
        let checks = CommandLine.arguments.dropFirst(2).map { Check(rawValue: $0) }
        guard !checks.isEmpty, checks.allSatisfy({ $0 != nil }) else { exit(2) }
        for check in checks.compactMap(\.self) {
            announce(check)
            switch CommandLine.arguments[1] {
            case "swift": try check.run(on: SwiftBackend.self, over: MontgomeryModulus.self)
            case "gmp": try check.run(on: GMPBackend.self, over: GMPModulus.self)
            default: exit(2)
            }
        }
    }
    private static func announce(_ check: Check) {
        let line = Array("check \(check.rawValue)\n".utf8)
        _ = unsafe line.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
