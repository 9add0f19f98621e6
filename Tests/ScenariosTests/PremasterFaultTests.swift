import CryptoBackend
import SwiftCore
import TLSTrust
import Testing

@testable import Scenarios

@Suite struct PremasterFaultTests {
    private func block(_ fault: PremasterFault) throws -> [UInt8] {
        try fault.block(length: 256) { count in (0..<count).map { _ in .random(in: 0...255) } }
    }

    /// Where RFC 8017 §7.2.2 finds the message, or nil.
    private func message(in block: [UInt8]) -> ArraySlice<UInt8>? {
        guard block[0] == 0, block[1] == 2, let separator = block[2...].firstIndex(of: 0), separator >= 10 else {
            return nil
        }
        return block[(separator + 1)...]
    }

    @Test(arguments: PremasterFault.allCases) func `a block has its fault and no other`(fault: PremasterFault) throws {
        for _ in 0..<100 {
            let block = try block(fault)
            #expect(block.count == 256 && block[0] == 0)
            let message = message(in: block)
            switch fault {
            case .none: #expect(message?.count == 48 && message?.starts(with: [3, 3]) == true)
            case .blockType: #expect(block[1] == 1 && block[207] == 0 && block[208] == 3)
            case .noSeparator: #expect(!block.dropFirst().contains(0) && block[1] == 2)
            case .shortPadding: #expect(block[1] == 2 && block[2...].firstIndex(of: 0) == 9 && block[207] == 0)
            case .shortSecret: #expect(message?.count == 47 && message?.starts(with: [3, 3]) == true)
            case .longSecret: #expect(message?.count == 49 && message?.starts(with: [3, 3]) == true)
            case .version: #expect(message?.count == 48 && message?.starts(with: [3, 1]) == true)
            }
        }
    }

    /// A forged ciphertext decrypts to the block's secret, and with a fault to something else each time.
    @Test(arguments: PremasterFault.allCases) func `a backend sees what was forged`(fault: PremasterFault) throws {
        let credentials = try Fixture(.rsa(bits: 2048)).pki.credentials
        let forger = try PremasterForger<SwiftBackend, MontgomeryModulus>(credentials.rsaPrivateKey().publicComponents)
        let ciphertext = try forger.ciphertext(fault)
        #expect(ciphertext.count == 256)
        let key = try SwiftBackend.PrivateKey(credentials.rsaPrivateKey())
        let first = octets(of: try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303))
        let second = octets(of: try key.decryptPremaster(ciphertext.span, clientVersion: 0x0303))
        #expect((first == second) == (fault == .none))
    }
}
