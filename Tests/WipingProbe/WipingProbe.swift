internal import GMPBackend
internal import Glibc
internal import OpenSSLBackend
internal import SwiftCore
internal import WipingInterposer

/// Runs one check on one backend and looks for its secrets in every heap block that is freed meanwhile.
///
/// `WipingProbe CHECK swift|gmp|openssl`. Status 9: a freed block held a secret. Status 8: code of libcrypto freed all of
/// those that did.
@main
struct WipingProbe {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let check = Check(rawValue: arguments[1]) else { exit(2) }
        switch arguments[2] {
        case "swift": try check.run(on: SwiftBackend.self)
        case "gmp": try check.run(on: GMPBackend.self)
        case "openssl": try check.run(on: OpenSSLBackend.self)
        default: exit(2)
        }
        let (ours, libcrypto) = (wiping_findings(), wiping_findings_of_libcrypto())
        print(
            "freed with a secret: \(ours) blocks, the first of \(wiping_first_finding()) octets; by libcrypto: \(libcrypto)"
        )
        exit(ours > 0 ? 9 : libcrypto > 0 ? 8 : 0)
    }
}
