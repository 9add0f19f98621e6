internal import Foundation

/// A listening socket on a free port of 127.0.0.1. As long as nobody accepts, the kernel does, and nothing is said.
public final class ListeningSocket: Sendable {
    /// The port that the system chose.
    public let port: Int
    private let descriptor: Int32

    /// Listens, or only holds the port, so that connections are refused and nobody else gets it.
    public init(answering: Bool = true) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let descriptor = descriptor
        let chosen: Int? = unsafe withLoopbackAddress(0) { address, length in
            guard unsafe bind(descriptor, address, length.pointee) == 0, !answering || listen(descriptor, 8) == 0,
                unsafe getsockname(descriptor, address, length) == 0
            else { return nil }
            return unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { specific in
                Int(UInt16(bigEndian: unsafe specific.pointee.sin_port))
            }
        }
        guard let chosen else { throw RawSocket.Failure(errno: errno) }
        port = chosen
    }

    deinit { close(descriptor) }

    /// Waits for a connection.
    public func accept() -> RawSocket { RawSocket(Foundation.accept(descriptor, nil, nil)) }
}
