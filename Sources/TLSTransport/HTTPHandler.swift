internal import NIOCore
internal import TLSEngine

/// Answers one request with one record, then closes.
final class HTTPHandler: ChannelInboundHandler {
    typealias InboundIn = [UInt8]
    typealias OutboundOut = ArraySlice<UInt8>

    /// The longest request head, in octets.
    private static let headLimit = 16_384

    private var head: [UInt8] = []
    private var hasAnswered = false
    private var negotiated: NegotiatedParameters?

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let established = event as? Established { negotiated = established.negotiated }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasAnswered else { return }
        head += unwrapInboundIn(data)
        if let request = HTTPRequestHead(head) {
            answer(request, context)
        } else if head.count > Self.headLimit {
            send(status: "431 Request Header Fields Too Large", body: "", context)
        }
    }

    private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        switch request.method {
        case "GET":
            // A server name of 64 KiB would need a second record.
            let facts = negotiated.map { String(describing: $0).prefix(4_096) } ?? ""
            send(status: "200 OK", body: "tlsbench\n\(facts)\n", context)
        default: send(status: "501 Not Implemented", body: "only GET is answered here\n", context)
        }
    }

    private func send(status: String, body: String, _ context: ChannelHandlerContext) {
        hasAnswered = true
        head = []
        let answer = """
            HTTP/1.0 \(status)\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Length: \(body.utf8.count)\r
            Connection: close\r
            \r
            \(body)
            """
        context.writeAndFlush(wrapOutboundOut([UInt8](answer.utf8)[...]), promise: nil)
        context.close(promise: nil)
    }
}

/// The request line of a complete request (RFC 9112 §3).
struct HTTPRequestHead: Equatable {
    let method: String
    let target: String

    /// Nil while the head has not ended. A line without a version, as HTTP/0.9 sent it, is a head by itself.
    init?(_ octets: [UInt8]) {
        guard let lineEnd = octets.firstIndex(of: 0x0a) else { return nil }
        let line = String(decoding: octets[..<lineEnd].filter { $0 != 0x0d }, as: UTF8.self)
        let words = line.split(separator: " ")
        let hasVersion = words.count > 2
        guard !hasVersion || Self.endsWithEmptyLine(octets) else { return nil }
        method = words.first.map(String.init) ?? ""
        target = words.dropFirst().first.map(String.init) ?? ""
    }

    /// Whether an empty line is in it; a bare LF ends a line too (RFC 9112 §2.2).
    private static func endsWithEmptyLine(_ octets: [UInt8]) -> Bool {
        var lineIsEmpty = false
        for octet in octets where octet != 0x0d {
            if octet == 0x0a && lineIsEmpty { return true }
            lineIsEmpty = octet == 0x0a
        }
        return false
    }
}
