import TLSEngine

extension RecordedHandshake {
    /// What the other side makes of a sender's records: the first reaction that is an error; nil if the connection is established at the
    /// end.
    func reaction(to script: [[UInt8]], from sender: Peer) throws -> Reaction? {
        let (client, server) = try peers()
        return sender == .client ? try reaction(of: server, to: script) : try reaction(of: client, to: script)
    }

    private func reaction(of connection: some TLSConnection, to script: [[UInt8]]) throws -> Reaction? {
        try connection.start()
        for octets in script {
            let reaction = Reaction(of: connection, to: octets)
            if reaction.error != nil { return reaction }
        }
        return connection.phase == .established ? nil : Reaction(of: connection, to: [])
    }
}
