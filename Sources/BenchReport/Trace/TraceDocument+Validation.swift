extension TraceDocument {
    /// Throws on what no trace has: readers may then rely on all of it.
    func validate() throws(UnreadableResult.Problem) {
        try require(isName(backend), "backend '\(backend)' is no name")
        try require(isName(cipherSuite), "cipher_suite '\(cipherSuite)' is no name")
        try require(group.map(isName) ?? true, "group is no name")
        try require(areNames(resumption), "resumption '\(resumption)' is no name")
        try require(version.map(areNames) ?? true, "version is no name")
        try require(keyKind.map(isName) ?? true, "key_kind is no name")
        try require(bits >= 0, "bits is \(bits)")
        for text in [library, client, server] { try require(StoredText.isLine(text), "a text is no line, or too long") }
        try require(messages.count <= StoredText.mostEntries, "messages are \(messages.count)")
        for message in messages {
            try require(
                StoredText.isLine(message.message, most: 200),
                "a message has a name that is no line, or too long"
            )
            try require(message.sender.map(isName) ?? true, "\(message.message): sender is no name")
            try require(message.phase.map(areNames) ?? true, "\(message.message): phase is no name")
            try require(message.keys.map(isName) ?? true, "\(message.message): keys is no name")
            let keyShares = message.keyShares ?? []
            try require(
                keyShares.count <= StoredText.mostEntries && keyShares.allSatisfy(isName),
                "\(message.message): key_shares has too many names, or what is no name"
            )
            try require(message.octets >= 0, "\(message.message): octets is \(message.octets)")
        }
    }
}

/// Whether the text is names with a space between them, such as "session id".
private func areNames(_ text: String) -> Bool {
    text.split(separator: " ", omittingEmptySubsequences: false).allSatisfy { isName(String($0)) }
}
