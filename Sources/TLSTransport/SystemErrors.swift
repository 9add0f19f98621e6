internal import Glibc
internal import NIOCore
internal import NIOPosix

extension TransportError {
    /// What an error of an open connection says.
    init(_ error: any Error, at endpoint: Endpoint) {
        switch error {
        case let error as TransportError: self = error
        case let error as IOError where error.errnoCode == ECONNRESET || error.errnoCode == EPIPE:
            self = .reset(endpoint)
        case let error as IOError: self = .system(endpoint, errno: error.errnoCode)
        default: self = .closed(endpoint)
        }
    }

    /// What an error of `connect` says; `limit` is the one that was given to it.
    init(connecting error: any Error, to endpoint: Endpoint, limit: Duration) {
        switch error {
        case let error as IOError where error.errnoCode == ECONNREFUSED: self = .refused(endpoint)
        case ChannelError.connectTimeout: self = .timedOut(endpoint, waitingFor: .connection, limit: limit)
        case let error as NIOConnectionError:
            // Of several addresses, the first that was tried is the one that the system prefers.
            if let first = error.connectionErrors.first {
                self.init(connecting: first.error, to: endpoint, limit: limit)
            } else {
                self = .unknownHost(endpoint)
            }
        default: self.init(error, at: endpoint)
        }
    }

    /// What an error of `bind` says.
    init(listening error: any Error, on endpoint: Endpoint) {
        switch error {
        case let error as IOError where error.errnoCode == EADDRINUSE: self = .portInUse(endpoint)
        case let error as IOError: self = .cannotListen(endpoint, errno: error.errnoCode)
        default: self = .unknownHost(endpoint)
        }
    }
}

extension EventLoopFuture {
    /// Blocks the calling thread, which may not be an event loop's.
    func result(at endpoint: Endpoint) throws(TransportError) -> Value where Value: Sendable {
        do {
            return try wait()
        } catch {
            throw TransportError(error, at: endpoint)
        }
    }
}
