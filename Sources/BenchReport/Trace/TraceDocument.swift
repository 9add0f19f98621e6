/// `tlsbench-trace/1`: one handshake, message by message; the article Tracing describes it.
public struct TraceDocument: Codable, Sendable {
    /// The name and the major number of this format.
    public static let schemaName = "tlsbench-trace/1"

    /// This format's name.
    public var schema = TraceDocument.schemaName
    /// `TLS 1.2` or `TLS 1.3`; nil in files of a time when there was only the first.
    public var version: String?
    /// The backend at both ends.
    public var backend: String
    /// Its library with the version.
    public var library: String
    /// As TLS calls it.
    public var cipherSuite: String
    /// Of the ephemeral key exchange; nil without one.
    public var group: String?
    /// `none`, `session id`, `ticket` or `pre-shared key`.
    public var resumption: String
    /// `rsa` or `ecdsa`: the server's key; nil in files of a time when there was only the first.
    public var keyKind: String?
    /// Of the server's key: the length of its modulus, or of the curve's field.
    public var bits: Int
    /// The client's address.
    public var client: String
    /// The server's.
    public var server: String
    /// In the order in which they left.
    public var messages: [Message]
    /// What went over the connection that was made.
    public var applicationData: ApplicationData

    /// All of it.
    public init(
        version: String? = nil,
        backend: String,
        library: String,
        cipherSuite: String,
        group: String?,
        resumption: String,
        keyKind: String? = nil,
        bits: Int,
        client: String,
        server: String,
        messages: [Message],
        applicationData: ApplicationData
    ) {
        self.version = version
        self.backend = backend
        self.library = library
        self.cipherSuite = cipherSuite
        self.group = group
        self.resumption = resumption
        self.keyKind = keyKind
        self.bits = bits
        self.client = client
        self.server = server
        self.messages = messages
        self.applicationData = applicationData
    }

    /// One row.
    public struct Message: Codable, Sendable {
        /// The textbook's number; nil for what is in no textbook, and in TLS 1.3.
        public var step: Int?
        /// In TLS 1.3 `key exchange`, `server parameters` or `authentication`; nil for what is no part of the handshake.
        public var phase: String?
        /// The name, as RFC 5246 and RFC 8446 write it.
        public var message: String
        /// `client` or `server`; nil where nobody sends, or both do.
        public var sender: String?
        /// On the wire, with the headers and the expansion of its records.
        public var octets: Int
        /// Whether the records are encrypted.
        public var protected: Bool
        /// Under which keys: `session`, `handshake` or `application`; nil if they are not.
        public var keys: String?
        /// In a hello message of TLS 1.3, the groups of key_share.
        public var keyShares: [String]?
        /// In a hello message of TLS 1.3, whether it has pre_shared_key.
        public var preSharedKey: Bool?
        /// When the client sent it, had received its last octet, or was done with it, since its connect().
        public var clientNs: UInt64?
        /// The same of the server.
        public var serverNs: UInt64?

        /// All of it.
        public init(
            step: Int?,
            phase: String? = nil,
            message: String,
            sender: String?,
            octets: Int,
            protected: Bool,
            keys: String? = nil,
            keyShares: [String]? = nil,
            preSharedKey: Bool? = nil,
            clientNs: UInt64?,
            serverNs: UInt64?
        ) {
            self.step = step
            self.phase = phase
            self.message = message
            self.sender = sender
            self.octets = octets
            self.protected = protected
            self.keys = keys
            self.keyShares = keyShares
            self.preSharedKey = preSharedKey
            self.clientNs = clientNs
            self.serverNs = serverNs
        }
    }

    /// What each side sent, before it was encrypted.
    public struct ApplicationData: Codable, Sendable {
        /// The request.
        public var client: String
        /// The answer.
        public var server: String

        /// Both.
        public init(client: String, server: String) {
            self.client = client
            self.server = server
        }
    }
}
