import CryptoBackend
import NullBackend
import Synchronization
import TLSWire
import Testing

@testable import TLSEngine

@Suite struct `A reader with the secret of the key log` {
    /// What a server sends after the handshake, a record of three octets, and the line of its secret.
    private func sent() throws -> (record: [UInt8], secret: [UInt8]) {
        let lines = Mutex<[String]>([])
        var client = TLS13Peers.client()
        client.keyLog = { line in lines.withLock { $0.append(line) } }
        let pair = TLS13Peers.pair(client: client)
        try pair.handshake()
        let octets: [UInt8] = [1, 2, 3]
        try pair.server.send(octets.span)
        let line = try #require(lines.withLock { $0.first { $0.hasPrefix("SERVER_TRAFFIC_SECRET_0 ") } })
        let digits = Array(try #require(line.split(separator: " ").last).utf8)
        let secret = try stride(from: 0, to: digits.count, by: 2).map { place in
            try #require(UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16))
        }
        return (pair.server.takeOutgoing(), secret)
    }

    private func reader(_ suite: CipherSuite, _ secret: [UInt8]) throws -> TrafficReader {
        try TrafficReader(suite, secret: SecretBytes(copying: secret.span), NullBackend.self)
    }

    @Test func `opens what an end has sent`() throws {
        let (record, secret) = try sent()
        let (type, octets) = try reader(.aes128GCMSHA256, secret).open(record)
        #expect(type == .applicationData && octets == [1, 2, 3])
    }

    @Test func `refuses a record that is cut anywhere`() throws {
        let (record, secret) = try sent()
        let reader = try reader(.aes128GCMSHA256, secret)
        for count in 0..<record.count {
            let cut = Array(record.prefix(count))
            #expect(throws: HandshakeError.peerMisbehaved(.badRecordMAC)) { try reader.open(cut) }
        }
    }

    @Test func `knows no suite of TLS 1.2`() throws {
        #expect(throws: HandshakeError.incompatible(.noCommonCipherSuite)) {
            try reader(.rsaWithAES128GCMSHA256, [UInt8](repeating: 0, count: 32))
        }
    }
}
