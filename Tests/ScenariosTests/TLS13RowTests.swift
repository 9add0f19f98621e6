import BenchCore
import CryptoBackend
import StackSeam
import TLSWire
import Testing

@testable import Scenarios

/// Among the others, for all of them share one sequence of foretold octets.
extension `All scenarios` {
    @Suite(.serialized) struct `of TLS 1.3` {
        @Test(arguments: [16, 300, 16_384])
        func `seal the type behind the content, with the header alone as additional data`(bytes: Int) {
            let fixture = RecordFixture(.aes128GCM, .tls13, bytes: bytes, seed: 7)
            #expect(fixture.plaintext.count == bytes + 1 && fixture.plaintext.last == 23)
            let length = bytes + 1 + 16
            #expect(fixture.additional == [23, 3, 3, UInt8(length / 256), UInt8(length % 256)])
            let older = RecordFixture(.aes128GCM, bytes: bytes, seed: 7)
            #expect(older.plaintext == fixture.plaintext.dropLast())
            #expect(older.additional.dropFirst(8) == [23, 3, 3, UInt8(bytes / 256), UInt8(bytes % 256)])
        }

        @Test func `add their number to the nonce without carry`() {
            let first = RecordFixture(.aes128GCM, .tls13, bytes: 16, seed: 7)
            let iv = octets(first.nonce)
            for number in [1, 255, 256, 65_535, 1 << 24] as [UInt32] {
                let expected = zip(iv, [UInt8](repeating: 0, count: 8) + octets(number)).map { $0 ^ $1 }
                #expect(octets(first.after(Int(number)).nonce) == expected)
                var next = first.after(Int(number) - 1)
                next.advance()
                #expect(octets(next.nonce) == expected)
            }
        }

        @Test func `those of TLS 1.2 count with carry`() {
            var fixture = RecordFixture(.aes128GCM, bytes: 16, seed: 7)
            let first = octets(fixture.nonce)
            // Up to the next number of four octets that ends with a zero.
            for _ in first[11]...255 { fixture.advance() }
            let last = octets(fixture.nonce)
            #expect(last[11] == 0 && last[10] == first[10] &+ 1 && last.prefix(10) == first.prefix(10))
            #expect(octets(fixture.after(0).nonce) == last)
        }

        @Test func `seal and open alike on every backend, and not as TLS 1.2 does`() throws {
            let seals = try [.tls12, .tls13].map { try digests(RecordSeal(.aes128GCM, $0, bytes: 1350)) }
            let opens = try [.tls12, .tls13].map { try digests(RecordOpen(.aes128GCM, $0, bytes: 1350)) }
            #expect(seals == opens && seals[0] != seals[1] && seals.allSatisfy { $0.count == 1 })
        }

        @Test(arguments: Direction.allCases)
        func `carry octets in memory and over TCP, on every backend and peer`(direction: Direction) throws {
            let shape = HandshakeShape.full(.aes128GCMSHA256, .x25519)
            let inMemory = try digests(BulkInMemory(shape, direction, octets: 4 << 16), peers: ["peer:libssl"])
            let overTCP = try digests(BulkOverTCP(shape, direction, octets: 4 << 16), peers: ["peer:libssl"])
            #expect(inMemory == overTCP && inMemory.count == 1)
        }

        /// The ticket comes after the handshake, and the next one begins with it.
        @Test func `resume with a pre-shared key over TCP, on every backend and peer`() throws {
            let shape = HandshakeShape.resumed(.aes128GCMSHA256, in: .x25519)
            let digests = try digests(HandshakeOverTCP(shape, .rsa(bits: 2048)), peers: ["peer:libssl"])
            // Peers draw octets of their own.
            #expect(digests.subtracting([[]]).count == 1)
        }

        private func octets(_ nonce: [12 of UInt8]) -> [UInt8] { nonce.indices.map { nonce[$0] } }

        private func octets(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - 8 * $0) & 0xFF) } }

        /// What the rows of a scenario give after two batches, those of all backends and at least these peers.
        private func digests(_ scenario: some Scenario, peers: Set<String> = []) throws -> Set<[UInt8]> {
            let group = try #require(
                scenario.group(`All scenarios`.backends, engineAlone: [], `All scenarios`.references)
            )
            let own = `All scenarios`.backends.map { $0.identity.name }
            #expect(Set(group.benchmarks.map(\.backend)).isSuperset(of: peers.union(own)))
            var digests: Set<[UInt8]> = []
            for benchmark in group.benchmarks {
                let workload = try benchmark.prepare(42)
                var stopwatch = Stopwatch(Clock())
                for batch in 1...2 {
                    try workload.run(iterations: batch, stopwatch: &stopwatch)
                    digests.insert(try workload.check())
                }
                #expect(stopwatch.elapsed > 0, "\(benchmark.id)")
            }
            return digests
        }
    }
}
