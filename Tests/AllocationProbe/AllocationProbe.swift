internal import CryptoBackend
internal import GMPBackend
internal import Glibc
internal import HeapInterposer
internal import NullBackend
internal import OpenSSLBackend
internal import SwiftCore
internal import SwiftCryptoBackend

/// Counts heap blocks on one backend: `AllocationProbe records|handshake null|swift|gmp|openssl|swift-crypto` prints a number for
/// each side. Everything has happened often before it is counted.
@main
struct AllocationProbe {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { exit(2) }
        switch arguments[2] {
        case "null": try count(arguments[1], on: NullBackend.self)
        case "swift": try count(arguments[1], on: SwiftBackend.self)
        case "gmp": try count(arguments[1], on: GMPBackend.self)
        case "openssl": try count(arguments[1], on: OpenSSLBackend.self)
        #if SwiftCrypto
        case "swift-crypto": try count(arguments[1], on: SwiftCryptoBackend.self)
        #endif
        default: exit(2)
        }
    }

    private static func count<Backend: CryptoBackend>(_ what: String, on _: Backend.Type) throws {
        switch what {
        case "records": print(try Connection<Backend>().records())
        case "handshake":
            let (client, server) = try Connection<Backend>().handshake()
            print(client, server)
        // An array that is made on purpose: it has to be counted.
        case "control": print(allocations { blackHole([UInt8](repeating: 1, count: Int(getpid()))) })
        default: exit(2)
        }
    }

    @inline(never)
    private static func blackHole(_: [UInt8]) {}
}

/// How many heap blocks `body` has asked for.
func allocations(_ body: () throws -> Void) rethrows -> Int {
    let before = allocation_count()
    try body()
    return allocation_count() - before
}
