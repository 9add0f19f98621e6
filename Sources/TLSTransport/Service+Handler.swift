internal import NIOCore
internal import StackSeam

extension Service {
    /// The last handler of a connection's pipeline.
    func makeHandler() -> any ChannelHandler {
        switch self {
        case .echo: EchoHandler()
        case .http: HTTPHandler()
        case .discard(let interval): DiscardHandler(acknowledging: interval)
        case .source(let count): SourceHandler(octets: count)
        }
    }
}
