import Foundation
import SocketSupport

/// The executable `tlsbench` that was built together with these tests.
enum Command {
    /// Next to the test bundle, which SwiftPM puts into the folder of the products.
    static func path() throws -> String {
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("tlsbench").path
    }

    static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> ChildProcess {
        try ChildProcess(path(), arguments, environment: environment)
    }

    /// A server that is ready, and its port.
    static func serve(
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> (server: ChildProcess, port: Int) {
        let server = try start(["serve", "--port", "0"] + arguments, environment: environment)
        let output = try server.wait(for: "listening on 127.0.0.1:")
        return (server, try Ports.number(after: "listening on 127.0.0.1:", in: output))
    }
}

/// TCP ports of this machine.
enum Ports {
    struct NotFound: Error { let output: String }

    /// The number behind `prefix`.
    static func number(after prefix: String, in text: String) throws -> Int {
        guard let range = text.range(of: prefix), let port = Int(text[range.upperBound...].prefix(while: \.isNumber))
        else {
            throw NotFound(output: text)
        }
        return port
    }

    /// A port that nobody listens on just now, for tools that cannot choose one.
    static func free() throws -> Int { try ListeningSocket().port }
}
