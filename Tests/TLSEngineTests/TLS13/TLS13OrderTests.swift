import NullBackend
import TLSEngine
import TLSWire
import Testing

/// Every kind of handshake of TLS 1.3 with its messages exchanged, left out or repeated.
///
/// The null backend protects all epochs alike, so that order alone decides; ChangeCipherSpec, which means nothing, is left out.
@Suite struct `The order of messages in TLS 1.3` {
    @Test(arguments: TLS13Recording.all, [Peer.client, .server])
    func `is kept by who sends it`(recording: TLS13Recording, sender: Peer) throws {
        #expect(try recording.reaction(to: script(recording, sender), from: sender) == nil)
    }

    @Test(arguments: TLS13Recording.all) func `is the same every time`(recording: TLS13Recording) throws {
        let (first, second) = (try recording.records(), try recording.records())
        #expect(first.map(\.octets) == second.map(\.octets))
        #expect(first.map(\.sender) == second.map(\.sender))
    }

    @Test(arguments: TLS13Recording.all, [Peer.client, .server])
    func `is not one in which a record stands for another`(recording: TLS13Recording, sender: Peer) throws {
        let script = try script(recording, sender)
        for place in script.indices where !isTicket(script[place]) {
            for other in script.indices where script[other] != script[place] {
                var wrong = script
                wrong[place] = script[other]
                try expectRefusal(recording, sender, wrong, "\(other) in the place of \(place)")
            }
        }
    }

    @Test(arguments: TLS13Recording.all, [Peer.client, .server])
    func `is not one in which a record is missing or comes twice`(recording: TLS13Recording, sender: Peer) throws {
        let script = try script(recording, sender)
        for place in script.indices where !isTicket(script[place]) {
            var wrong = script
            wrong.insert(script[place], at: place)
            try expectRefusal(recording, sender, wrong, "\(place) twice")
            wrong = script
            wrong.remove(at: place)
            // CertificateRequest is the server's choice, and nothing follows the last record that would show its loss.
            let isOptional = script[place][5] == HandshakeType.certificateRequest.rawValue && sender == .server
            // A ClientHello that answers a retry is one that needs none.
            let isRetried = sender == .client && place == 0 && isClientHello(script[1])
            if place < script.count - 1, !isOptional, !isRetried, !isTicket(script[place + 1]) {
                try expectRefusal(recording, sender, wrong, "without \(place)")
            }
        }
    }

    private func script(_ recording: TLS13Recording, _ sender: Peer) throws -> [[UInt8]] {
        try recording.records().filter { record in
            record.sender == sender && record.octets[0] != ContentType.changeCipherSpec.rawValue
        }.map(\.octets)
    }

    private func isClientHello(_ record: [UInt8]) -> Bool {
        record[0] == ContentType.handshake.rawValue && record[5] == HandshakeType.clientHello.rawValue
    }

    private func isTicket(_ record: [UInt8]) -> Bool {
        record[0] == ContentType.applicationData.rawValue && record[5] == HandshakeType.newSessionTicket.rawValue
    }

    private func expectRefusal(
        _ recording: TLS13Recording,
        _ sender: Peer,
        _ script: [[UInt8]],
        _ what: String
    ) throws {
        let found = try recording.reaction(to: script, from: sender)
        let alerts: [AlertDescription?] = [.unexpectedMessage, .decodeError, .illegalParameter, .missingExtension]
        #expect(alerts.contains(found?.alert), "\(sender): \(what): \(String(describing: found))")
    }
}
