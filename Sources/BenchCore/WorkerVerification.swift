extension WorkerCommand {
    /// What does not hold of these backends in a worker of this command: a known answer, or a handshake between two of them; a line
    /// each, and none if all holds.
    public func faults(of names: [String]) throws(RunFailure) -> [String] {
        let subject = "the known answers of \(names.joined(separator: ", "))"
        let worker = try WorkerProcess(self, padding: 0)
        let reply = try worker.ask(.verify(names: names), about: subject)
        guard case .done(let text) = reply else { throw .senselessAnswer(benchmark: subject, said: reply.line) }
        return text.split(separator: " ").map { word in
            PrintableLine(EncodedWord.decoded(word) ?? String(word), longest: 4096).text
        }
    }
}
