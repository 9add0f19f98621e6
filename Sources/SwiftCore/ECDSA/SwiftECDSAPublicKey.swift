public import CryptoBackend

/// ECDSA with P-256 and SHA-256 under a public key (FIPS 186-5 §6.4.2). All inputs are public.
public final class SwiftECDSAPublicKey: ECDSAVerifyingKey {
    private let point: PointP256

    /// Throws ``CryptoError/invalidKey(_:)`` unless Q is a point of the curve; infinity has no encoding of that length.
    public init(_ components: ECDSAPublicComponents) throws(CryptoError) {
        try components.validate()
        let octets = components.point
        guard let point = PointP256(octets.span) else { throw .invalidKey(.point) }
        self.point = point
    }

    /// Throws ``CryptoError/badSignature`` unless the signature holds.
    public func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme
    ) throws(CryptoError) {
        guard scheme == .ecdsaSecp256r1SHA256 else { throw .badSignature }
        try verify(signature, over: message, tier: Dispatch.curve)
    }

    func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        tier: Dispatch.Curve
    ) throws(CryptoError) {
        // 1. r and s from 1 to n − 1.
        guard let numbers = SignatureDER.decode(signature) else { throw .badSignature }
        let (r, isBelowR) = ScalarP256.decode(numbers.span.extracting(first: 32))
        let (s, isBelowS) = ScalarP256.decode(numbers.span.extracting(last: 32))
        guard (isBelowR & isBelowS & !r.isZero & !s.isZero).declassify() else { throw .badSignature }
        // 2., 3. The digest has as many bits as n.
        let digest = try SwiftHash.digest(message, .sha256).withBytes { ScalarP256.decode($0).0 }
        // 4., 5.
        let inverse = s.inverse()
        let (u, v) = (digest * inverse, r * inverse)
        // 6. v is not zero, since r is not.
        var sum = P256.multiple(v.octets, of: point, tier: tier)
        if !u.isZero.declassify() { sum = sum.addingVartime(P256.baseMultiple(u.octets, tier: tier)) }
        guard !sum.z.isZero.declassify() else { throw .badSignature }
        // 7., 8.
        guard sum.hasVartime(xModuloOrder: numbers.span.extracting(first: 32)) else { throw .badSignature }
    }
}

extension PointP256 {
    /// The sum of any two points. In variable time: for public ones.
    func addingVartime(_ other: PointP256) -> PointP256 {
        if z.isZero.declassify() { return other }
        if other.z.isZero.declassify() { return self }
        let (square, otherSquare) = (z.squared(), other.z.squared())
        guard (x * otherSquare - other.x * square).isZero.declassify() else { return adding(other) }
        let isSame = (y * (otherSquare * other.z) - other.y * (square * z)).isZero.declassify()
        return isSame ? doubled() : .infinity
    }

    /// Whether x is `number` modulo n: there are numbers between n and p. Compared as X = x Z², without an inversion.
    ///
    /// - Parameter number: 32 octets, below n.
    fileprivate func hasVartime(xModuloOrder number: Span<UInt8>) -> Bool {
        let square = z.squared()
        let (least, _) = FieldP256.decode(number)
        if (least * square - x).isZero.declassify() { return true }
        guard let next = P256.addingOrderVartime(number) else { return false }
        let (other, isBelow) = FieldP256.decode(next.span)
        return (isBelow & (other * square - x).isZero).declassify()
    }
}
