internal import BenchCore

/// What `tlsbench verify` found, for programs.
struct VerificationDocument: Codable {
    var schema = "tlsbench-verify-1"
    /// The version of tlsbench.
    var tool = toolVersion
    var cpu = MachineDescription().name
    let operations: [Operation]
    let handshakes: [Pair]
    /// A line for each check that failed.
    let failures: [String]
    /// Those that `--library` named; nil where it named none.
    let libraries: [Library]?

    /// Whether all holds with a library that was named.
    struct Library: Codable {
        let name: String
        let description: String
        let isPassed: Bool
    }

    /// Whether the known answers of one operation hold on one backend.
    struct Operation: Codable {
        let operation: String
        let backend: String
        let isPassed: Bool
    }

    /// Whether these two shake hands in all suites that both have.
    struct Pair: Codable {
        let client: String
        let server: String
        let isPassed: Bool
    }

    /// - Parameter names: the backends', in the order of the verification's columns.
    init(_ verification: Verification, _ names: [String], _ named: [NamedVerification] = []) {
        operations = verification.operations.flatMap { operation in
            zip(names, operation.isPassed).map { name, isPassed in
                Operation(operation: operation.name, backend: name, isPassed: isPassed)
            }
        }
        handshakes = zip(names, verification.matrix).flatMap { client, row in
            zip(names, row).map { server, isPassed in Pair(client: client, server: server, isPassed: isPassed) }
        }
        failures = verification.failures + named.flatMap(\.faults)
        let libraries = named.map { Library(name: $0.name, description: $0.description, isPassed: $0.faults.isEmpty) }
        self.libraries = libraries.isEmpty ? nil : libraries
    }
}
