internal import Foundation
internal import Synchronization

/// Passes one connection on to a server, and can end it where an attacker would: by a plain end of TCP.
public final class Relay: Sendable {
    private let listener: ListeningSocket
    private let connection = Mutex<(near: RawSocket, far: RawSocket)?>(nil)

    /// Where to connect to.
    public var port: Int { listener.port }

    /// What does not come through from the server.
    public enum Loss: Sendable {
        /// Nothing is lost.
        case none
        /// The first record of type alert (21), which may be close_notify, and all after it.
        case fromFirstAlert
        /// The client's first alert, which the server therefore never answers, and all that the client says after it.
        case fromFirstAlertOfClient
        /// The last octet of the first record of type application_data (23), and all after it.
        case fromEndOfData
    }

    /// Relays to `target`, a port of 127.0.0.1.
    public init(to target: Int, losing loss: Loss = .none) throws {
        listener = try ListeningSocket()
        Thread.detachNewThread { [self] in
            let near = listener.accept()
            guard let far = try? RawSocket(connectingTo: target) else { return }
            connection.withLock { $0 = (near, far) }
            let isOfClient = loss == .fromFirstAlertOfClient
            Thread.detachNewThread { Self.pass(near, far, losing: isOfClient ? loss : .none) }
            Self.pass(far, near, losing: isOfClient ? .none : loss)
        }
    }

    /// Ends both connections.
    public func cut() {
        connection.withLock {
            $0?.near.end()
            $0?.far.end()
        }
    }

    /// Copies record by record (RFC 5246 §6.2.1) until either socket ends, or something is lost, and then ends the output.
    private static func pass(_ source: RawSocket, _ target: RawSocket, losing loss: Loss) {
        var isSilenced = false
        defer { if !isSilenced { target.endOutput() } }
        var waiting: [UInt8] = []
        while let octets = try? source.read(), !octets.isEmpty {
            waiting += octets
            while waiting.count >= 5 {
                let length = 5 + Int(waiting[3]) << 8 + Int(waiting[4])
                guard waiting.count >= length else { break }
                let record = Array(waiting.prefix(length))
                switch (loss, record[0]) {
                case (.fromFirstAlert, 21): return
                case (.fromFirstAlertOfClient, 21):
                    isSilenced = true
                    return
                case (.fromEndOfData, 23): return target.send(record.dropLast())
                default: target.send(record)
                }
                waiting.removeFirst(length)
            }
        }
    }
}
