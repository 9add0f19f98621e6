internal import Foundation

/// A blocking TCP connection without TLS, for what no TLS peer would do.
public final class RawSocket: Sendable {
    /// What the system said.
    public struct Failure: Error {
        /// Its number.
        public let errno: Int32
    }

    let descriptor: Int32

    /// Takes over a connected socket.
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Connects to a port of 127.0.0.1; a read gives up after `patience` seconds.
    public init(connectingTo port: Int, patience: Int = 10) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let descriptor = descriptor
        let status = unsafe withLoopbackAddress(port) { address, length in
            unsafe connect(descriptor, address, length.pointee)
        }
        guard status == 0 else { throw Failure(errno: errno) }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Sends all of `octets`, unless the peer has gone, which is what some tests want.
    public func send(_ octets: [UInt8]) {
        _ = unsafe Foundation.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
    }

    /// What comes next; empty at the end.
    public func read() throws -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        guard count >= 0 else { throw Failure(errno: errno) }
        return Array(chunk.prefix(count))
    }

    /// What comes before the end; throws if the end does not come in time, or is a reset.
    public func readToEnd() throws -> [UInt8] {
        var all: [UInt8] = []
        while case let some = try read(), !some.isEmpty { all += some }
        return all
    }

    /// Sends FIN.
    public func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Ends both directions, for whoever reads or writes just now too.
    public func end() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Makes a reset of the close that follows.
    public func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
}

/// Lends `port` of 127.0.0.1 as the system wants addresses.
func withLoopbackAddress<Result>(
    _ port: Int,
    _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    address.sin_port = UInt16(port).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, &length) }
    }
}
