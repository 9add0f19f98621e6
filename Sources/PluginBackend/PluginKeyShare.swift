internal import CPlugin
public import CryptoBackend

/// Half of a key exchange of the plug-in's.
public final class PluginKeyShare: EphemeralKeyShare, WithoutKnownAnswers {
    /// The group.
    public let group: NamedGroup
    /// What goes to the peer.
    public let publicValue: [UInt8]
    private let share: PluginObject

    /// `share_new` and `share_public`.
    public init(_ group: NamedGroup) throws(CryptoError) {
        guard let new = unsafe functions.pointee.share_new, let publish = unsafe functions.pointee.share_public else {
            throw .notOffered
        }
        let share = unsafe try PluginObject("share_new", freedBy: functions.pointee.share_free, "share_free") {
            unsafe new(group.inTable, $0)
        }
        var value = [UInt8](repeating: 0, count: group.publicValueLength)
        var output = value.mutableSpan
        try check(
            unsafe calling("share_public", writing: &output) { unsafe publish(share.pointer, $0) },
            "share_public"
        )
        self.group = group
        self.share = share
        publicValue = value
    }

    /// `share_agree`. A field's secret comes with its leading zero octets, which TLS 1.2 takes off (RFC 5246 §8.1.2).
    ///
    /// Leaks: what ``EphemeralKeyShare/sharedSecret(with:)`` says.
    public func sharedSecret(with peer: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        guard let agree = unsafe functions.pointee.share_agree else { throw .notOffered }
        let isOfField = group.keyExchange == .dhe
        var secret = SecretBytes(zeroed: isOfField ? group.publicValueLength : 32)
        let share = share
        let status = unsafe peer.withUnsafeBufferPointer { peer in
            secret.withMutableBytes { output in
                unsafe calling("share_agree", writing: &output) {
                    unsafe agree(share.pointer, peer.baseAddress, peer.count, $0)
                }
            }
        }
        try check(status, "share_agree", .group(group))
        return isOfField ? withoutLeadingZeros(secret) : secret
    }

    /// Leaks: how many there are.
    private func withoutLeadingZeros(_ secret: consuming SecretBytes) -> SecretBytes {
        let zeros = secret.withBytes { octets in octets.indices.first { octets[$0] != 0 } ?? octets.count }
        return zeros == 0 ? secret : secret.withBytes { SecretBytes(copying: $0.extracting(droppingFirst: zeros)) }
    }
}

extension NamedGroup {
    /// As the interface has it: its code point.
    var inTable: tlsbench_group { tlsbench_group(rawValue) }
}
