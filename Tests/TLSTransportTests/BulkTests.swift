import CryptoBackend
import StackSeam
import TLSTransport
import Testing

@Suite struct BulkTests {
    private let total = 3_000_000
    private let pattern = [UInt8](repeating: 0x42, count: 65_536)

    @Test(arguments: [Backend.openssl])
    func `a source sends as much as it is asked for`(backend: Backend) throws {
        try exchange(backend.type, .source(octets: total), sending: 1, skipping: total)
    }

    @Test(arguments: [Backend.openssl])
    func `a discarding server acknowledges each interval`(backend: Backend) throws {
        try exchange(backend.type, .discard(acknowledging: total), sending: total, skipping: 1)
    }

    @Test(arguments: [Backend.openssl])
    func `an echo fills both directions at once`(backend: Backend) throws {
        try exchange(backend.type, .echo, sending: total, skipping: total)
    }

    private func exchange<B: CryptoBackend>(_ backend: B.Type, _ service: Service, sending: Int, skipping: Int) throws {
        let server = try Fixture.server(backend, service)
        defer { server.stop() }
        let client = try Fixture.client(backend)
        defer { client.stop() }
        let connection = try client.connect(to: server.endpoint)
        // Twice: nothing is left over from the first time.
        for _ in 0..<2 { try connection.exchange(pattern, sending: sending, skipping: skipping) }
        try connection.close()
        #expect(server.failedConnections == 0)
    }

    @Test func `a reader that waits does not make the server fill its memory, and then gets everything`() throws {
        let backend = Backend.openssl.type
        try readLate(backend)
    }

    private func readLate<B: CryptoBackend>(_ backend: B.Type) throws {
        let server = try Fixture.server(backend, .source(octets: 20_000_000))
        defer { server.stop() }
        let client = try Fixture.client(backend)
        defer { client.stop() }
        let connection = try client.connect(to: server.endpoint)
        try connection.send([0])
        var count = 0
        while count < 20_000_000 { count += try connection.receive().count }
        #expect(count == 20_000_000)
        try connection.close()
    }
}
