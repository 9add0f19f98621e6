internal import Dispatch
internal import Glibc

/// The wish of a user (SIGINT) or a supervisor (SIGTERM) that the process end.
final class Interruption {
    private let arrived = DispatchSemaphore(value: 0)
    private let sources: [any DispatchSourceSignal]

    /// From here on, neither signal ends the process by itself.
    init() {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
        for source in sources {
            source.setEventHandler { [arrived] in arrived.signal() }
            source.resume()
        }
    }

    /// Blocks until one of them comes.
    func wait() { arrived.wait() }
}
