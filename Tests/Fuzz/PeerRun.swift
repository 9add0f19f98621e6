internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

/// What a connection makes of a script, watched at every step.
struct PeerRun: Equatable {
    private var phase = ConnectionPhase.handshaking
    private var sent: [UInt8] = []
    private var received: [UInt8] = []
    private var error: HandshakeError?

    /// - Parameter piece: how many octets the connection gets at a time.
    init(_ connection: some TLSConnection, _ script: PeerScript, piece: Int) {
        attempt(connection) { () throws(HandshakeError) in try connection.start() }
        for action in script.actions {
            switch action {
            case .octets(let octets):
                for start in stride(from: 0, to: octets.count, by: piece) where error == nil {
                    let part = octets.span.extracting(start..<min(start + piece, octets.count))
                    attempt(connection) { () throws(HandshakeError) in try connection.receive(part) }
                }
            case .send(let octets):
                guard connection.phase == .established else { break }
                attempt(connection) { () throws(HandshakeError) in try connection.send(octets.span) }
            case .close:
                connection.close()
                watch(connection)
            case .transportEnds:
                attempt(connection) { () throws(HandshakeError) in try connection.transportDidClose() }
            }
            if error != nil {
                expectOver(connection)
                return
            }
        }
    }

    private mutating func attempt(
        _ connection: some TLSConnection,
        _ step: () throws(HandshakeError) -> Void
    ) {
        do throws(HandshakeError) { try step() } catch { self.error = error }
        watch(connection)
    }

    /// What is so at any time.
    private mutating func watch(_ connection: some TLSConnection) {
        let outgoing = connection.takeOutgoing()
        let records = Recording.cut(outgoing)
        expect(records.reduce(0) { $0 + $1.count } == outgoing.count, "whole records are sent")
        expect(outgoing.count < 1 << 20, "a peer is not made to send without end")
        let phase = connection.phase
        expect((phase == .failed) == (error != nil), "\(phase) after \(String(describing: error))")
        if let alert = error?.alert {
            expect(alert == Self.fatalAlert(records.last ?? []), "\(alert) was not sent")
        }
        expect(phase != .handshaking || connection.negotiated == nil, "nothing is agreed on before Finished")
        expect(phase != .established || connection.negotiated != nil, "established without an agreement")
        expect(Self.order(self.phase) <= Self.order(phase), "\(self.phase) and then \(phase)")
        self.phase = phase
        sent += outgoing
        received += connection.takeReceived()
    }

    /// A connection that failed stays so, whatever is done with it, and says nothing more.
    private func expectOver(_ connection: some TLSConnection) {
        for octets in [[], [22, 3, 3, 0, 4, 0, 0, 0, 0], [21, 3, 3, 0, 2, 1, 0]] as [[UInt8]] {
            expectMisuse(.connectionIsOver) { () throws(HandshakeError) in try connection.receive(octets.span) }
        }
        expectMisuse(.notEstablished) { () throws(HandshakeError) in try connection.send([1].span) }
        connection.close()
        expect((try? connection.transportDidClose()) != nil, "that the transport ends is nothing new")
        expect(connection.phase == .failed && !connection.hasOutgoing, "a failed connection does nothing")
        expect(connection.takeReceived().isEmpty, "a failed connection receives nothing")
    }

    private func expectMisuse(_ misuse: HandshakeError.Misuse, _ step: () throws(HandshakeError) -> Void) {
        do throws(HandshakeError) {
            try step()
            fatalError("a failed connection was used")
        } catch { expect(error == .misuse(misuse), "a failed connection says \(error)") }
    }

    /// The description, if the record is a fatal alert, plain or with the null backend's protection.
    private static func fatalAlert(_ record: [UInt8]) -> AlertDescription? {
        let fragment = record.dropFirst(RecordHeader.octetCount)
        let plaintext: ArraySlice<UInt8>
        switch record.first {
        case ContentType.alert.rawValue:
            plaintext = fragment.count == 2 ? fragment : fragment.dropFirst(8).dropLast(16)
        case ContentType.applicationData.rawValue:
            // TLS 1.3: the type is the last octet before the tag.
            guard fragment.dropLast(16).last == ContentType.alert.rawValue else { return nil }
            plaintext = fragment.dropLast(17)
        default: return nil
        }
        guard let alert = try? Alert(decoding: Array(plaintext)), alert.level == .fatal else { return nil }
        return alert.description
    }

    private static func order(_ phase: ConnectionPhase) -> Int {
        switch phase {
        case .handshaking: 0
        case .established: 1
        case .closing: 2
        case .closed, .failed: 3
        }
    }
}
