/// Step 5, where the suite needs it: the server's half of an ephemeral key exchange, signed (RFC 5246 §7.4.3, RFC 8422 §5.4).
public struct ServerKeyExchange: Hashable, Sendable {
    /// What is agreed on, and the server's public value.
    public var parameters: Parameters
    /// The code point of the signature's scheme (RFC 5246 §4.7).
    public var signatureScheme: UInt16
    /// Over ``signedOctets(clientRandom:serverRandom:)``.
    public var signature: [UInt8]

    /// Any combination.
    public init(parameters: Parameters, signatureScheme: UInt16, signature: [UInt8]) {
        self.parameters = parameters
        self.signatureScheme = signatureScheme
        self.signature = signature
    }

    /// ServerECDHParams or ServerDHParams.
    public enum Parameters: Hashable, Sendable {
        /// A named curve by its code point, and a point as octets.
        case curve(UInt16, point: [UInt8])
        /// dh_p, dh_g and dh_Ys, big-endian.
        case field(prime: [UInt8], generator: [UInt8], publicValue: [UInt8])

        /// As they are in the message, and signed.
        public var encoded: [UInt8] {
            var writer = ByteWriter()
            encode(into: &writer)
            return writer.octets
        }
    }

    /// Which of the two the suite has; the message does not say.
    public enum Kind: Hashable, Sendable {
        /// ECDHE.
        case curve
        /// DHE.
        case field
    }

    /// What the signature covers (RFC 5246 §7.4.3).
    public func signedOctets(clientRandom: [UInt8], serverRandom: [UInt8]) -> [UInt8] {
        clientRandom + serverRandom + parameters.encoded
    }

    /// Reads the body of a message.
    public init(decoding body: [UInt8], _ kind: Kind) throws(DecodeError) {
        var reader = ByteReader(body)
        parameters = try Parameters(&reader, kind)
        signatureScheme = try reader.uint16()
        var octets = try reader.vector16()
        signature = octets.rest()
        try reader.finish()
    }

    /// The whole message.
    public var encoded: [UInt8] {
        HandshakeType.serverKeyExchange.message { writer in
            parameters.encode(into: &writer)
            writer.uint16(signatureScheme)
            writer.vector16 { $0.opaque(signature) }
        }
    }
}

extension ServerKeyExchange.Parameters {
    fileprivate init(_ reader: inout ByteReader, _ kind: ServerKeyExchange.Kind) throws(DecodeError) {
        switch kind {
        case .curve:
            let type = try reader.uint8()
            guard type == Self.namedCurve else { throw .badValue(Int(type), of: .curveType) }
            let group = try reader.uint16()
            self = .curve(group, point: try reader.nonemptyVector8(.publicValue))
        case .field:
            let prime = try reader.nonemptyVector16(.publicValue)
            let generator = try reader.nonemptyVector16(.publicValue)
            self = .field(
                prime: prime,
                generator: generator,
                publicValue: try reader.nonemptyVector16(.publicValue)
            )
        }
    }

    fileprivate func encode(into writer: inout ByteWriter) {
        switch self {
        case .curve(let group, let point):
            writer.uint8(Self.namedCurve)
            writer.uint16(group)
            writer.vector8 { $0.opaque(point) }
        case .field(let prime, let generator, let publicValue):
            for number in [prime, generator, publicValue] { writer.vector16 { $0.opaque(number) } }
        }
    }

    /// The only curve type that is left (RFC 8422 §5.4).
    private static let namedCurve: UInt8 = 3
}
