import CryptoBackend
import TLSEngine
import TLSTransport
import TLSTrust
import TLSWire
import Testing

@testable import tlsbench

/// Our client inside this process, and data both ways through the servers of others.
@Suite struct DataInteropTests {
    @Test(arguments: Combination.everySuite)
    func `100 000 octets come back from gnutls-serv, and an end after them`(combination: Combination) throws {
        try exchange(Registry.backend(named: combination.backend), combination.suite)
    }

    private func exchange<Backend: CryptoBackend>(_ backend: Backend.Type, _ suite: Combination.Suite) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.gnuTLSServer(suite, files, mode: "--echo")
        defer { server.end() }
        let suites = CipherSuite.supported.filter { $0.name == suite.rawValue }
        let configuration = ClientConfiguration<Backend>(
            verifier: files.pki.trustStore,
            serverName: .localhost,
            cipherSuites: suites
        )
        let client = TLSClientTransport(configuration, limits: TimeLimits(.seconds(20)))
        defer { client.stop() }
        let connection = try client.connect(to: Endpoint(host: "127.0.0.1", port: port))
        #expect(connection.negotiated.cipherSuite.name == suite.rawValue)
        for count in [1, 1_000, 16_383, 16_384, 16_385, 50_000] {
            let line = [UInt8](repeating: 0x61, count: count - 1) + [0x0a]
            try connection.send(line)
            let echo = try connection.receive(exactly: count)
            #expect(echo == line)
        }
        try connection.close()
    }
}
