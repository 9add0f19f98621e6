internal import BackendConformance
internal import BenchCore
internal import CryptoBackend
internal import Foundation

/// What must hold before any number is printed: known answers, and handshakes between all.
struct Verification {
    /// Operations by backend, in the order of the checks.
    private(set) var operations: [(name: String, isPassed: [Bool])] = []
    /// Clients by server, all suites and groups together.
    private(set) var matrix: [[Bool]] = []
    /// One line each.
    private(set) var failures: [String] = []

    /// Runs everything on `backends`.
    init(_ backends: [any CryptoBackend.Type]) {
        for name in Conformance.checks.map(\.operation) where !operations.contains(where: { $0.name == name }) {
            operations.append((name, backends.map { _ in true }))
        }
        for (column, backend) in backends.enumerated() {
            for check in Conformance.checks {
                do throws(ConformanceFailure) { try check.run(on: backend) } catch {
                    failures.append("\(backend.identity.name): \(check.operation) \(check.name): \(error)")
                    for index in operations.indices where operations[index].name == check.operation {
                        operations[index].isPassed[column] = false
                    }
                }
            }
        }
        let handshakes: HandshakeMatrix
        do { handshakes = try HandshakeMatrix() } catch {
            // It is libcrypto that issues them, whatever is verified.
            failures.append("a certificate for the handshakes: \(error)")
            matrix = backends.map { _ in backends.map { _ in false } }
            return
        }
        for client in backends {
            matrix.append(
                backends.map { server in
                    let found = handshakes.failures(client: client, server: server)
                    failures += found
                    return found.isEmpty
                }
            )
        }
    }

    /// Ends the command with 5 and the names of what failed, if anything did.
    static func require(_ backends: [any CryptoBackend.Type], _ verbosity: Verbosity) throws {
        let progress = Progress(verbosity)
        progress.show("verifying \(backends.map { $0.identity.name }.joined(separator: ", "))")
        let verification = Verification(backends)
        progress.clear()
        try verification.require()
        verbosity.say("known answers hold, and every client shakes hands with every server")
    }

    /// The same for what was found, in which a plug-in may have words of its own.
    func require() throws {
        for failure in failures {
            let line = PrintableLine(failure, longest: 4000).text
            try FileHandle.standardError.write(line: "tlsbench: \(line)")
        }
        guard failures.isEmpty else { throw ExitStatus.failed }
    }
}
