internal import CryptoBackend
internal import NullBackend
internal import TLSEngine

/// The client's state machine: the first octet of an input says which kind of handshake, the rest is a ``PeerScript``.
///
/// How the octets are cut into pieces makes no difference.
enum ClientTarget: FuzzTarget {
    static let name = "client"
    static let longest = PeerInput.longest
    static func seeds() throws -> [[UInt8]] { PeerInput.seeds }

    static func feed(_ octets: [UInt8]) {
        PeerInput(octets, from: .server)?.run { recording in try recording.peers().client }
    }
}

/// The server's state machine, likewise.
enum ServerTarget: FuzzTarget {
    static let name = "server"
    static let longest = PeerInput.longest
    static func seeds() throws -> [[UInt8]] { PeerInput.seeds }

    static func feed(_ octets: [UInt8]) {
        PeerInput(octets, from: .client)?.run { recording in try recording.peers().server }
    }
}

/// A kind of handshake, and what its peer does.
private struct PeerInput {
    static let longest = 8192
    private let recording: any RecordedHandshake
    private let script: PeerScript
    private let piece: Int

    init?(_ octets: [UInt8], from sender: Peer) {
        guard octets.count > 2 else { return nil }
        let index = Int(octets[0]) % Self.handshakes.count
        recording = Self.handshakes[index]
        piece = 1 + Int(octets[1]) % 64
        let records = Self.records[index].filter { $0.sender == sender }.map(\.octets)
        script = PeerScript(octets[2...], flight: records)
    }

    func run(_ connection: (any RecordedHandshake) throws -> some TLSConnection) {
        do {
            let whole = PeerRun(try connection(recording), script, piece: 1 << 16)
            let cut = PeerRun(try connection(recording), script, piece: piece)
            expect(whole == cut, "in one piece: \(whole); in pieces of \(piece): \(cut)")
        } catch { fatalError("peers over the null backend: \(error)") }
    }

    /// Each kind from its beginning to its end, then some data and an end.
    static var seeds: [[UInt8]] {
        handshakes.indices.map { index in
            let steps = records[index].map { _ in UInt8(0) }
            return [UInt8(index), 7] + steps + [14, 0, 3, 1, 2, 3, 0x78, 0, 2, 4, 5, 15]
        }
    }

    /// The first of an input's octets counts them.
    private static let handshakes: [any RecordedHandshake] = Recording.all + TLS13Recording.all

    private static let records: [[(sender: Peer, octets: [UInt8])]] = handshakes.map { recording in
        do { return try recording.records() } catch { fatalError("\(recording.name): \(error)") }
    }
}
