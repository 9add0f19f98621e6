import BenchCore
import Testing

@Suite struct BenchmarkTests {
    private func row(bits: Int = 2048, revision: Int = 1, backend: String = "swift") -> Benchmark {
        Benchmark(op: "rsa-decrypt", parameters: [.init("bits", bits)], backend: backend, revision: revision) {
            (_) throws(WorkloadFailure) in throw WorkloadFailure("not to be run")
        }
    }

    @Test func namesStayAndDefinitionsCountUp() {
        #expect(row(revision: 2).id == row().id)
        #expect(row(revision: 2).definitionHash != row().definitionHash)
        // What stored results hold.
        #expect(row().definitionHash == stableHash("1;rsa-decrypt/2048;0"))
    }

    @Test func backendsOfAGroupShareTheDefinition() {
        #expect(row(backend: "openssl").definitionHash == row().definitionHash)
        #expect(row(bits: 3072).definitionHash != row().definitionHash)
    }
}
