internal import ExampleBackend
internal import GMPBackend
internal import Glibc
internal import HeapInterposer
internal import OpenSSLBackend
internal import SwiftCore
internal import SwiftCryptoBackend

/// Runs one check on one backend and looks for its secrets in every heap block that is freed meanwhile and, when all who
/// held them have gone, in the whole heap; and for whatever else the holders leave in their blocks.
///
/// `WipingProbe CHECK swift|gmp|openssl|example|swift-crypto`. Status 9: something was found. Status 8: only in blocks that code of libcrypto freed.
@main
struct WipingProbe {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let check = Check(rawValue: arguments[1]) else { exit(2) }
        switch arguments[2] {
        case "swift": try check.run(on: SwiftBackend.self)
        case "gmp": try check.run(on: GMPBackend.self)
        case "openssl": try check.run(on: OpenSSLBackend.self)
        case "example": try check.run(on: ExampleBackend.self)
        #if SwiftCrypto
        case "swift-crypto": try check.run(on: SwiftCryptoBackend.self)
        #endif
        default: exit(2)
        }
        let (ours, libcrypto) = (wiping_findings(), wiping_findings_of_libcrypto())
        let (left, kept) = (wiping_survivors(), wiping_kept())
        print(
            """
            freed with a secret: \(ours) blocks, the first of \(wiping_first_finding()) octets; by libcrypto: \(libcrypto)
            left by holders of secrets in their memory: \(left) words; still in memory after all have gone: \(kept)
            """
        )
        exit(ours > 0 || left > 0 || kept > 0 ? 9 : libcrypto > 0 ? 8 : 0)
    }
}
