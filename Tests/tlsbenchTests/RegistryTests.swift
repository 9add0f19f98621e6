import CryptoBackend
import Testing

@testable import tlsbench

@Suite struct `Names of backends` {
    #if SwiftCrypto
    static let optional = ["swift-crypto"]
    #else
    static let optional: [String] = []
    #endif

    @Test(arguments: [
        ("all", ["swift", "gmp", "openssl"] + optional),
        ("all,null", ["swift", "gmp", "openssl"] + optional + ["null"]),
        ("openssl,all", ["openssl", "swift", "gmp"] + optional), ("gmp,gmp", ["gmp"]),
    ])
    func `may be a list with all in it`(list: String, names: [String]) throws {
        #expect(try Registry.backends(named: list).map { $0.identity.name } == names)
    }

    @Test(arguments: ["", "swift,", "swfit", "peer:libssl"])
    func `are refused if no backend has them`(list: String) {
        #expect(throws: Unknown.self) { try Registry.backends(named: list) }
    }

    @Test func `may be libssl's where ratios are taken to it`() throws {
        #expect(try Registry.row(named: "peer:libssl") == "peer:libssl")
        #expect(try Registry.row(named: "gmp") == "gmp")
        #expect(throws: Unknown.self) { try Registry.row(named: "peer:gnutls") }
    }
}
