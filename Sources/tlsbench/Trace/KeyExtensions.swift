internal import CryptoBackend
internal import TLSWire

/// The extensions of a hello message of TLS 1.3 that settle the keys (RFC 8446 §2, figure 1).
struct KeyExtensions: Hashable, Sendable {
    /// The groups of key_share by their names: of the halves that are sent, or in HelloRetryRequest the one that is asked for.
    let keyShares: [String]
    /// Whether pre_shared_key offers a session, or takes it.
    let hasPreSharedKey: Bool

    /// Of a hello message.
    init(_ extensions: HelloExtensions) {
        let groups = extensions.keyShares?.map(\.group) ?? extensions.retryGroup.map { [$0] } ?? []
        keyShares = groups.map { number in
            KeyExchangeGroup.all.first { $0.codePoint == number }?.name ?? "0x" + String(number, radix: 16)
        }
        hasPreSharedKey = extensions.preSharedKeys != nil || extensions.selectedIdentity != nil
    }

    /// As the figure writes them, one line each.
    var lines: [String] {
        (keyShares.isEmpty ? [] : ["+ key_share \(keyShares.joined(separator: ", "))"])
            + (hasPreSharedKey ? ["+ pre_shared_key"] : [])
    }
}
