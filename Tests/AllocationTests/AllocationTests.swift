import ProbeSupport
import Testing

/// Heap blocks that the release build asks for once it is warm, counted inside malloc(3).
@Suite struct `Heap allocations` {
    @Test(arguments: ["null", "swift", "gmp", "openssl"])
    func `a record takes none`(backend: String) throws {
        #expect(try numbers("records", backend) == [0])
    }

    /// Above these a handshake has become more expensive; article EnginePerformance names them. What libcrypto
    /// asks for depends on its version, so it has some room.
    @Test(arguments: [
        (backend: "null", client: 52, server: 38), (backend: "swift", client: 58, server: 75),
        (backend: "gmp", client: 59, server: 76), (backend: "openssl", client: 300, server: 300),
    ])
    func `a handshake takes no more than is known`(backend: String, client: Int, server: Int) throws {
        let counted = try numbers("handshake", backend)
        try #require(counted.count == 2)
        #expect(counted[0] <= client && counted[1] <= server, "\(backend): \(counted)")
        #expect(counted[0] > 0 && counted[1] > 0, "nothing was counted")
    }

    @Test func `an array is counted`() throws {
        #expect(try numbers("control", "null") == [1])
    }

    private func numbers(_ what: String, _ backend: String) throws -> [Int] {
        let outcome = try run(try Configuration.release.path(of: "AllocationProbe"), [what, backend])
        try #require(outcome.status == 0, "\(outcome.report)")
        return outcome.report.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    }
}
