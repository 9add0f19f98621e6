import CryptoBackend
import NullBackend
import TLSWire

@testable import TLSEngine

/// Messages that a peer of TLS 1.3 would send, to be changed.
enum TLS13Script {
    /// A ClientHello that the server of ``TLS13Peers`` answers.
    static func clientHello(_ change: (inout ClientHello) -> Void = { _ in }) -> ClientHello {
        var extensions = HelloExtensions()
        extensions.serverName = "localhost"
        extensions.supportedVersions = [.tls13]
        extensions.supportedGroups = [0x001D, 0x0017]
        extensions.signatureAlgorithms = [0x0804]
        extensions.keyShares = [KeyShareEntry(group: 0x001D, keyExchange: [UInt8](repeating: 9, count: 32))]
        var hello = ClientHello(
            random: [UInt8](repeating: 1, count: 32),
            cipherSuites: [.aes128GCMSHA256],
            extensions: extensions
        )
        hello.sessionID = [UInt8](repeating: 2, count: 32)
        change(&hello)
        return hello
    }

    /// The server's reaction to a ClientHello as the first message.
    static func reaction(to hello: ClientHello) -> Reaction { reaction(to: Script.handshake(hello.encoded)) }

    /// The server's reaction to octets.
    static func reaction(to octets: [UInt8]) -> Reaction { Reaction(of: TLSServer(TLS13Peers.server()), to: octets) }

    /// A client that has said ClientHello, and that hello.
    static func startedClient(
        _ configuration: ClientConfiguration<NullBackend> = TLS13Peers.client()
    ) throws -> (TLSClient<NullBackend>, ClientHello) {
        let client = TLSClient(configuration)
        try client.start()
        let octets = client.takeOutgoing()
        return (client, try ClientHello(decoding: Array(octets[9...])))
    }

    /// A ServerHello that answers `hello`.
    static func serverHello(
        to hello: ClientHello,
        _ change: (inout ServerHello) -> Void = { _ in }
    ) -> [UInt8] {
        var extensions = HelloExtensions()
        extensions.supportedVersions = [.tls13]
        extensions.keyShares = [KeyShareEntry(group: 0x001D, keyExchange: [UInt8](repeating: 9, count: 32))]
        var answer = ServerHello(
            random: [UInt8](repeating: 3, count: 32),
            cipherSuite: .aes128GCMSHA256,
            extensions: extensions
        )
        answer.sessionID = hello.sessionID
        change(&answer)
        return Script.handshake(answer.encoded)
    }

    /// A HelloRetryRequest that answers `hello`.
    static func retry(to hello: ClientHello, _ change: (inout ServerHello) -> Void = { _ in }) -> [UInt8] {
        serverHello(to: hello) { answer in
            answer.random = ServerHello.retryRandom
            answer.extensions.keyShares = nil
            answer.extensions.retryGroup = 0x0017
            change(&answer)
        }
    }
}
