import TLSEngine
import TLSTransport

@testable import tlsbench

/// What two ends might see of a short connection; an event every microsecond.
enum ScriptedConnection {
    static let client = Endpoint(host: "127.0.0.1", port: 40_000)
    static let server = Endpoint(host: "127.0.0.1", port: 443)

    static let clientHello: [UInt8] = [22, 3, 3, 0, 6, 1, 0, 0, 2, 0xaa, 0xbb]
    /// ServerHello and half of Certificate in one record, the rest and ServerHelloDone in the next.
    static let serverFlight: [UInt8] =
        [22, 3, 3, 0, 10, 2, 0, 0, 1, 0xcc, 11, 0, 0, 2, 0xdd] + [22, 3, 3, 0, 5, 0xee, 14, 0, 0, 0]
    static let clientFlight: [UInt8] =
        [22, 3, 3, 0, 4, 16, 0, 0, 0] + [20, 3, 3, 0, 1, 1] + [22, 3, 3, 0, 3, 9, 9, 9]
    static let serverFinished: [UInt8] = [20, 3, 3, 0, 1, 1] + [22, 3, 3, 0, 2, 9, 9]
    static let data: [UInt8] = [23, 3, 3, 0, 1, 9]
    static let alert: [UInt8] = [21, 3, 3, 0, 1, 9]

    static let masterSecret = KeyLogLine(label: "CLIENT_RANDOM", secret: [7])

    static let observations = timed([
        (.client, .connecting), (.client, .wire(.opened(local: client, remote: server))),
        (.client, .wire(.sent(clientHello))), (.server, .wire(.opened(local: server, remote: client))),
        (.server, .wire(.received(clientHello))), (.server, .wire(.sent(serverFlight))),
        (.client, .wire(.received(Array(serverFlight.prefix(12))))),
        (.client, .wire(.received(Array(serverFlight.dropFirst(12))))), (.client, .keyLog(masterSecret)),
        (.client, .wire(.sent(clientFlight))), (.server, .wire(.received(clientFlight))),
        (.server, .keyLog(masterSecret)),
        (.server, .wire(.sent(serverFinished))), (.client, .wire(.received(serverFinished))),
        (.client, .wire(.sent(data))), (.server, .wire(.received(data))), (.server, .wire(.sent(alert))),
        (.server, .wire(.ended)), (.client, .wire(.received(alert))), (.client, .wire(.sent(alert))),
        (.client, .wire(.ended)), (.server, .wire(.received(alert))),
    ])

    static func timed(_ events: [(Peer, Observation.Event)]) -> [Observation] {
        events.enumerated().map { place, event in
            Observation(end: event.0, nanoseconds: UInt64(place) * 1_000, event: event.1)
        }
    }
}
