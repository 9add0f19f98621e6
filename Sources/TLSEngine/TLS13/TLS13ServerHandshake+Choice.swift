internal import CryptoBackend
internal import TLSWire

/// What a server takes of a ClientHello of TLS 1.3.
struct TLS13Choice {
    let suite: TLS13Suite
    let group: KeyExchangeGroup
    /// The client's half; nil if it has sent none for the group.
    let share: [UInt8]?
    let applicationProtocol: String?
    let session: Session?
    /// Where the session is among those that the client offers.
    let place: UInt16
    let schedule: TLS13KeySchedule
    /// Whether ClientHello is a second one.
    let isRetried: Bool
}

extension TLS13ServerHandshake {
    /// Chooses suite, group and session (RFC 8446 §4.1.1); after a retry, suite and group are settled.
    func choose(
        _ hello: ClientHello,
        _ message: [UInt8],
        after retried: TLS13Choice? = nil
    ) throws(HandshakeError) -> TLS13Choice {
        try check(hello)
        let found = try resumable(hello, suite: retried?.suite)
        let suite: TLS13Suite
        if let settled = retried?.suite ?? found?.suite { suite = settled } else { suite = try commonSuite(hello) }
        let schedule = try crypto { () throws(CryptoError) in
            try TLS13KeySchedule(
                preSharedKey: found?.session.secret.copy(),
                hash: suite.hash,
                backend: Backend.self
            )
        }
        if let found { try check(found, hello, message, schedule) }
        let group: KeyExchangeGroup
        var share: [UInt8]?
        if let retried { group = retried.group } else { (group, share) = try commonGroup(hello) }
        return TLS13Choice(
            suite: suite,
            group: group,
            share: share,
            applicationProtocol: try TLSEngine.applicationProtocol(hello, among: configuration.applicationProtocols),
            session: found?.session,
            place: UInt16(found?.place ?? 0),
            schedule: schedule,
            isRetried: retried != nil
        )
    }

    /// What every ClientHello must be, whatever is chosen of it.
    private func check(_ hello: ClientHello) throws(HandshakeError) {
        guard hello.compressionMethods == [0] else { throw .peerMisbehaved(.compression) }
        let extensions = hello.extensions
        // RFC 8446 §9.2: all three, for a session alone is not enough here.
        guard let groups = extensions.supportedGroups else {
            throw .peerMisbehaved(.missingExtension(ExtensionType.supportedGroups))
        }
        guard let shares = extensions.keyShares else {
            throw .peerMisbehaved(.missingExtension(ExtensionType.keyShare))
        }
        guard extensions.signatureAlgorithms != nil || extensions.preSharedKeys != nil else {
            throw .peerMisbehaved(.missingExtension(ExtensionType.signatureAlgorithms))
        }
        guard extensions.preSharedKeys == nil || extensions.pskModes != nil else {
            throw .peerMisbehaved(.missingExtension(ExtensionType.pskKeyExchangeModes))
        }
        // Each of a group that is supported, in the same order, none twice (RFC 8446 §4.2.8).
        var left = groups[...]
        for share in shares {
            guard let place = left.firstIndex(of: share.group) else { throw .peerMisbehaved(.badKeyShares) }
            left = left[(place + 1)...]
        }
    }

    private func commonSuite(_ hello: ClientHello) throws(HandshakeError) -> TLS13Suite {
        for suite in configuration.tls13CipherSuites where hello.cipherSuites.contains(suite) {
            if let suite = TLS13Suite(suite, recordsPerKey: configuration.recordsPerKey) { return suite }
        }
        throw .incompatible(.noCommonCipherSuite)
    }

    /// The first of our groups that the client has sent a half for; else the first that it has at all.
    private func commonGroup(_ hello: ClientHello) throws(HandshakeError) -> (KeyExchangeGroup, share: [UInt8]?) {
        let groups = configuration.groups
        for group in groups {
            if let share = hello.extensions.keyShares?.first(where: { $0.group == group.codePoint }) {
                return (group, share.keyExchange)
            }
        }
        guard let group = groups.first(where: { hello.extensions.supportedGroups?.contains($0.codePoint) ?? false })
        else { throw .incompatible(.noCommonGroup) }
        return (group, nil)
    }

    /// The client's half in a second ClientHello, which may change nothing else than a retry allows (RFC 8446 §4.1.2).
    func checkSecond(
        _ hello: ClientHello,
        _ first: ClientHello,
        _ retried: TLS13Choice
    ) throws(HandshakeError) -> [UInt8] {
        guard let shares = hello.extensions.keyShares, shares.count == 1, shares[0].group == retried.group.codePoint,
            !hello.extensions.earlyData
        else { throw .peerMisbehaved(.changedHello) }
        var (before, after) = (first, hello)
        before.extensions.forgetWhatRetryChanges()
        after.extensions.forgetWhatRetryChanges()
        guard before == after else { throw .peerMisbehaved(.changedHello) }
        return shares[0].keyExchange
    }
}

extension HelloExtensions {
    fileprivate mutating func forgetWhatRetryChanges() {
        keyShares = nil
        earlyData = false
        cookie = nil
        preSharedKeys = nil
        // RFC 7685, which it may add, remove or change in length.
        unknown.removeAll { $0 == 0x0015 }
    }
}
