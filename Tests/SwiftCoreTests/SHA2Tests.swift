import CryptoBackend
import SwiftCore
import Testing
import VectorFiles
import VectorSupport

@Suite struct `SHA-2` {
    // NIST, "Descriptions of SHA-256, SHA-384, and SHA-512" (the examples of FIPS 180-4) for "abc" and the two-block
    // messages; NIST CAVP for the empty one.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 gives the digests of the standard's examples`(message: String, digest: String) {
        #expect(hash(Array(message.utf8), .sha256).hex == digest)
    }

    @Test(arguments: [
        ("", "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b"),
        ("abc", "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
                + "nopqrstu",
            "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039"
        ),
    ])
    func `SHA-384 gives the digests of the standard's examples`(message: String, digest: String) {
        #expect(hash(Array(message.utf8), .sha384).hex == digest)
    }

    @Test func `a million letters`() {
        let message = [UInt8](repeating: 0x61, count: 1_000_000)
        #expect(
            hash(message, .sha256).hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        )
        #expect(
            hash(message, .sha384).hex
                == "9d0e1809716474cb086e834e310a4a1ced149e9c00f248527972cec5704c2a5b07b8b3dc38ecc4ebae97ddd87f3d8985"
        )
    }

    @Test(arguments: HashAlgorithm.allCases)
    func `every split of the message gives the same digest`(algorithm: HashAlgorithm) {
        let message = Array(0..<255 as Range<UInt8>) + Array(0..<50)
        let whole = hash(message, algorithm)
        for first in 0...message.count {
            let second = first + (message.count - first) / 2
            let split = hash(
                [message[..<first], message[first..<second], message[second...]].map(Array.init),
                algorithm
            )
            #expect(split == whole, "split at \(first) and \(second)")
        }
    }

    @Test(arguments: HashAlgorithm.allCases)
    func `a digest can be taken on the way`(algorithm: HashAlgorithm) {
        var context = SwiftHash(algorithm)
        var message: [UInt8] = []
        for octet in 0..<200 as Range<UInt8> {
            let soFar = context.currentDigest().octets
            #expect(soFar == hash(message, algorithm), "after \(message.count) octets")
            let next = [octet]
            context.update(next.span)
            message.append(octet)
        }
    }

    @Test(arguments: [
        "SHA256ShortMsg.rsp", "SHA256LongMsg.rsp", "SHA384ShortMsg.rsp", "SHA384LongMsg.first40.rsp",
    ])
    func `the messages of NIST's CAVP`(file: String) throws {
        for record in try ResponseFile.parse(file) {
            let length = Int(record["Len"] ?? "") ?? 0
            let message = Array(record.octets("Msg").prefix(length / 8))
            #expect(hash(message, algorithm(of: record)) == record.octets("MD"), "\(record)")
        }
    }

    // SHAVS §6.4: each of the 100 checkpoints hashes the last three digests 1000 times over.
    @Test(arguments: ["SHA256Monte.rsp", "SHA384Monte.rsp"])
    func `the Monte Carlo chain of NIST's CAVP`(file: String) throws {
        var seed: [UInt8] = []
        for record in try ResponseFile.parse(file) {
            if record["Seed"] != nil {
                seed = record.octets("Seed")
                continue
            }
            var last = [seed, seed, seed]
            for _ in 0..<1000 {
                last = [last[1], last[2], hash(last, algorithm(of: record))]
            }
            seed = last[2]
            #expect(seed == record.octets("MD"), "\(record)")
        }
    }

    private func algorithm(of record: ResponseFile.Record) -> HashAlgorithm {
        record["L"] == "32" ? .sha256 : .sha384
    }

    private func hash(_ message: [UInt8], _ algorithm: HashAlgorithm) -> [UInt8] { hash([message], algorithm) }

    private func hash(_ parts: [[UInt8]], _ algorithm: HashAlgorithm) -> [UInt8] {
        var context = SwiftHash(algorithm)
        for part in parts { context.update(part.span) }
        return context.currentDigest().octets
    }
}
