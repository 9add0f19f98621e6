import Foundation
import TLSTransport

/// A TCP connection without TLS, for what no TLS client would do.
final class RawSocket {
    struct Failure: Error { let errno: Int32 }

    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Connects to a port of 127.0.0.1; a read gives up after `patience` seconds.
    convenience init(connectingTo endpoint: Endpoint, patience: Int = 10) throws {
        self.init(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = UInt16(endpoint.port).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe Foundation.connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure(errno: errno) }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ octets: [UInt8]) {
        // A peer that has gone is what some tests want.
        _ = unsafe Foundation.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
    }

    /// What comes before the end; throws if the end does not come in time, or is a reset.
    func readToEnd() throws -> [UInt8] {
        var all: [UInt8] = []
        while case let some = try read(), !some.isEmpty { all += some }
        return all
    }

    /// What comes next; empty at the end.
    func read() throws -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        guard count >= 0 else { throw Failure(errno: errno) }
        return Array(chunk.prefix(count))
    }

    func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Makes the close that follows a reset.
    func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
}
