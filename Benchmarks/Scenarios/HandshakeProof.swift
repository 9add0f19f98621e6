internal import BenchCore
internal import CryptoBackend
internal import StackSeam
internal import Synchronization
internal import TLSEngine
internal import TLSWire

/// One more handshake than was measured, with the key log on: both ends must have come to the same secrets.
///
/// What it gives is what all backends and builds share for one seed: the negotiated parameters and both randoms. The
/// certificates are those of the day, and the master secret hangs, by way of the session hash (RFC 7627), on padding that
/// OpenSSL draws itself, and on its half of a key exchange.
func proof<Backend: CryptoBackend>(
    _ client: ClientConfiguration<Backend>,
    _ server: ServerConfiguration<Backend>,
    _ shape: HandshakeShape
) throws -> [UInt8] {
    let (clientLog, serverLog) = (KeyLog(), KeyLog())
    var (client, server) = (client, server)
    client.keyLog = { clientLog.add($0) }
    server.keyLog = { serverLog.add($0) }
    let pair = InMemoryPair(client: client, server: server)
    try pair.client.start()
    let offer = pair.client.takeOutgoing()
    try pair.server.receive(offer.span)
    let answer = pair.server.takeOutgoing()
    try pair.client.receive(answer.span)
    try pair.deliver()
    try expectNegotiated(pair.server.negotiated.map { HandshakeOutcome($0) }, shape)
    // The master secret, or four traffic secrets and the exporter's, which each end derives in an order of its own.
    let secrets = shape.version == .tls13 ? 5 : 1
    try expect(
        clientLog.lines.count == secrets && clientLog.lines.sorted() == serverLog.lines.sorted(),
        "the ends have different secrets"
    )
    // In TLS 1.3 the client has drawn a share before the server draws anything, and some libraries draw shares of their own.
    let ofServer = shape.version == .tls13 ? [] : random(inHelloOf: answer)
    return try digest(pair.client.negotiated, shape) + random(inHelloOf: offer) + ofServer
}

/// What was negotiated, but for the certificates; throws unless the handshake ended with what was asked for.
func digest(_ parameters: NegotiatedParameters?, _ shape: HandshakeShape) throws(WorkloadFailure) -> [UInt8] {
    try expectNegotiated(parameters.map { HandshakeOutcome($0) }, shape)
    let name = parameters?.serverName ?? ""
    let (suite, group) = (shape.suite.rawValue, shape.group?.codePoint ?? 0)
    return [suite, group].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } + name.utf8
}

/// The 32 octets behind the headers of record and message, and the version (RFC 5246 §7.4.1.2, §7.4.1.3).
func random(inHelloOf flight: [UInt8]) -> [UInt8] { Array(flight.dropFirst(5 + 4 + 2).prefix(32)) }

/// Lines of the NSS key log.
final class KeyLog: Sendable {
    private let collected = Mutex<[String]>([])

    var lines: [String] { collected.withLock { $0 } }

    func add(_ line: String) { collected.withLock { $0.append(line) } }
}
