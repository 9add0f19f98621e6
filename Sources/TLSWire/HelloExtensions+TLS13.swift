extension HelloExtensions {
    /// RFC 8446 §4.2.1: what the client has, most preferred first; from a server the one that it chose.
    public var supportedVersions: [ProtocolVersion]? {
        get { ofTLS13.first?.supportedVersions }
        set { changeTLS13 { $0.supportedVersions = newValue } }
    }
    /// RFC 8446 §4.2.8: halves of key exchanges in the client's order; a server answers with one.
    public var keyShares: [KeyShareEntry]? {
        get { ofTLS13.first?.keyShares }
        set { changeTLS13 { $0.keyShares = newValue } }
    }
    /// The group that a HelloRetryRequest asks a share for (RFC 8446 §4.2.8).
    public var retryGroup: UInt16? {
        get { ofTLS13.first?.retryGroup }
        set { changeTLS13 { $0.retryGroup = newValue } }
    }
    /// RFC 8446 §4.2.2: what a HelloRetryRequest wants to see again.
    public var cookie: [UInt8]? {
        get { ofTLS13.first?.cookie }
        set { changeTLS13 { $0.cookie = newValue } }
    }
    /// RFC 8446 §4.2.9: how the client would use a pre-shared key.
    public var pskModes: [UInt8]? {
        get { ofTLS13.first?.pskModes }
        set { changeTLS13 { $0.pskModes = newValue } }
    }
    /// RFC 8446 §4.2.11: sessions that the client could resume.
    public var preSharedKeys: PreSharedKeyOffer? {
        get { ofTLS13.first?.preSharedKeys }
        set { changeTLS13 { $0.preSharedKeys = newValue } }
    }
    /// Which of them the server took, counted from 0.
    public var selectedIdentity: UInt16? {
        get { ofTLS13.first?.selectedIdentity }
        set { changeTLS13 { $0.selectedIdentity = newValue } }
    }
    /// RFC 8446 §4.2.10: data follow ClientHello at once; from a server that it took them.
    public var earlyData: Bool {
        get { ofTLS13.first?.earlyData ?? false }
        set { changeTLS13 { $0.earlyData = newValue } }
    }

    /// Only what is there takes memory, and hellos that say the same are equal.
    private mutating func changeTLS13(_ change: (inout TLS13Extensions) -> Void) {
        if ofTLS13.isEmpty { ofTLS13.append(TLS13Extensions()) }
        change(&ofTLS13[0])
        if ofTLS13[0] == TLS13Extensions() { ofTLS13 = [] }
    }
}
