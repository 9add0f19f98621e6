import NullBackend
import TLSEngine
import TLSWire
import Testing

/// Every kind of handshake with its messages exchanged, left out or repeated.
@Suite struct `The order of messages` {
    @Test(arguments: Recording.all) func `is the one of the table`(recording: Recording) throws {
        let records = try recording.records()
        let steps = recording.flow.steps
        #expect(records.map(\.sender) == steps.map(\.sender))
        for (record, step) in zip(records, steps) {
            // The first octet of a fragment says which message it is, but for those of Finished, which are protected.
            let isChange = record.octets[0] == ContentType.changeCipherSpec.rawValue
            #expect(isChange == (step.message == nil), "\(step)")
            guard let message = step.message, message != .finished else { continue }
            #expect(record.octets[5] == message.rawValue, "\(step)")
        }
    }

    @Test(arguments: Recording.all, [Peer.client, .server])
    func `is kept by who sends it`(recording: Recording, sender: Peer) throws {
        #expect(try recording.reaction(to: script(recording, sender), from: sender) == nil)
    }

    @Test(arguments: Recording.all, [Peer.client, .server])
    func `is not one in which a message stands for another`(recording: Recording, sender: Peer) throws {
        let script = try script(recording, sender)
        for place in script.indices {
            for other in script.indices where script[other] != script[place] {
                var wrong = script
                wrong[place] = script[other]
                try expectRefusal(recording, sender, wrong, "\(other) in the place of \(place)")
            }
        }
    }

    @Test(arguments: Recording.all, [Peer.client, .server])
    func `is not one in which a message is missing or comes twice`(recording: Recording, sender: Peer) throws {
        let script = try script(recording, sender)
        for place in script.indices.dropLast() {
            // CertificateRequest is the server's choice.
            let isOptional = script[place][5] == HandshakeType.certificateRequest.rawValue && script[place][0] == 22
            var wrong = script
            wrong.remove(at: place)
            if !isOptional { try expectRefusal(recording, sender, wrong, "without \(place)") }
            wrong = script
            wrong.insert(script[place], at: place)
            try expectRefusal(recording, sender, wrong, "\(place) twice")
        }
    }

    @Test(arguments: Recording.all)
    func `has no place for a message of the other side, or of no side`(recording: Recording) throws {
        for sender in [Peer.client, .server] {
            let script = try script(recording, sender)
            for type in HandshakeType.allCases where type != .helloRequest {
                let stranger = Script.handshake(type.message { $0.opaque([0, 0, 0]) })
                for place in 1..<script.count where script[place][5] != type.rawValue {
                    let wrong = script[..<place] + [stranger]
                    let found = try #require(try recording.reaction(to: Array(wrong), from: sender))
                    // Between ChangeCipherSpec and Finished it is no record that decrypts; what is optional is read first.
                    #expect(
                        [.unexpectedMessage, .badRecordMAC, .decodeError].contains(found.alert),
                        "\(type) at \(place)"
                    )
                }
            }
        }
    }

    @Test(arguments: Recording.all) func `lets application data wait`(recording: Recording) throws {
        let early = Script.record(23, [1, 2, 3])
        for sender in [Peer.client, .server] {
            let script = try script(recording, sender)
            for place in script.indices {
                let found = try #require(try recording.reaction(to: script[..<place] + [early], from: sender))
                #expect(found.alert == .unexpectedMessage || found.alert == .badRecordMAC)
            }
        }
    }

    private func script(_ recording: Recording, _ sender: Peer) throws -> [[UInt8]] {
        try recording.records().filter { $0.sender == sender }.map(\.octets)
    }

    private func expectRefusal(
        _ recording: Recording,
        _ sender: Peer,
        _ script: [[UInt8]],
        _ what: String
    ) throws {
        let found = try recording.reaction(to: script, from: sender)
        // A ticket of the null backend ends like one of its records: in the place of one it "decrypts", to an absurd length.
        let alerts: [AlertDescription?] = [.unexpectedMessage, .badRecordMAC, .decodeError]
        #expect(alerts.contains(found?.alert), "\(sender): \(what)")
    }
}
