/// `tlsbench-trace/1`: one handshake, message by message; the article Tracing describes it.
public struct TraceDocument: Codable, Sendable {
    /// The name and the major number of this format.
    public static let schemaName = "tlsbench-trace/1"

    /// This format's name.
    public var schema = TraceDocument.schemaName
    /// The backend at both ends.
    public var backend: String
    /// Its library with the version.
    public var library: String
    /// As TLS calls it.
    public var cipherSuite: String
    /// Of the ephemeral key exchange; nil without one.
    public var group: String?
    /// `none`, `id` or `ticket`.
    public var resumption: String
    /// Of the server's key.
    public var bits: Int
    /// The client's address.
    public var client: String
    /// The server's.
    public var server: String
    /// In the order of the textbook.
    public var messages: [Message]
    /// What went over the connection that was made.
    public var applicationData: ApplicationData

    /// All of it.
    public init(
        backend: String,
        library: String,
        cipherSuite: String,
        group: String?,
        resumption: String,
        bits: Int,
        client: String,
        server: String,
        messages: [Message],
        applicationData: ApplicationData
    ) {
        self.backend = backend
        self.library = library
        self.cipherSuite = cipherSuite
        self.group = group
        self.resumption = resumption
        self.bits = bits
        self.client = client
        self.server = server
        self.messages = messages
        self.applicationData = applicationData
    }

    /// One row.
    public struct Message: Codable, Sendable {
        /// The textbook's number; nil for what is in no textbook.
        public var step: Int?
        /// The name, as RFC 5246 writes it.
        public var message: String
        /// `client` or `server`; nil where nobody sends, or both do.
        public var sender: String?
        /// On the wire, with the headers and the expansion of its records.
        public var octets: Int
        /// Whether the records are encrypted.
        public var protected: Bool
        /// When the client sent it, had received its last octet, or was done with it, since its connect().
        public var clientNs: UInt64?
        /// The same of the server.
        public var serverNs: UInt64?

        /// All of it.
        public init(
            step: Int?,
            message: String,
            sender: String?,
            octets: Int,
            protected: Bool,
            clientNs: UInt64?,
            serverNs: UInt64?
        ) {
            self.step = step
            self.message = message
            self.sender = sender
            self.octets = octets
            self.protected = protected
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
