internal import CPlugin
public import CryptoBackend

/// A running hash of the plug-in's. A copy of the value is a hash of its own from its first update on.
public struct PluginHash: HashContext {
    private var context: PluginObject
    private let algorithm: HashAlgorithm

    /// `hash_new`.
    public init(_ algorithm: HashAlgorithm) throws(CryptoError) {
        guard let new = unsafe functions.pointee.hash_new else { throw .notOffered }
        self.algorithm = algorithm
        context = unsafe try PluginObject("hash_new", freedBy: functions.pointee.hash_free, "hash_free") {
            unsafe new(algorithm.inTable, $0)
        }
    }

    /// `hash_update`, behind `hash_copy` if another value shares the context.
    public mutating func update(_ octets: Span<UInt8>) throws(CryptoError) {
        guard let update = unsafe functions.pointee.hash_update else { throw .notOffered }
        if !isKnownUniquelyReferenced(&context) { context = try Self.copy(context) }
        let context = context
        let status = unsafe octets.withUnsafeBufferPointer { memory in
            calling("hash_update") { unsafe update(context.pointer, memory.baseAddress, memory.count) }
        }
        try check(status, "hash_update")
    }

    /// `hash_digest`.
    public func currentDigest() throws(CryptoError) -> Digest {
        guard let digest = unsafe functions.pointee.hash_digest else { throw .notOffered }
        return try Digest(algorithm) { (output) throws(CryptoError) in
            try check(
                unsafe calling("hash_digest", writing: &output) { unsafe digest(context.pointer, $0) },
                "hash_digest"
            )
        }
    }

    private static func copy(_ context: PluginObject) throws(CryptoError) -> PluginObject {
        guard let copy = unsafe functions.pointee.hash_copy else { throw .notOffered }
        return unsafe try PluginObject("hash_copy", freedBy: functions.pointee.hash_free, "hash_free") {
            unsafe copy(context.pointer, $0)
        }
    }
}

extension HashAlgorithm {
    /// As the interface has it.
    var inTable: tlsbench_hash {
        switch self {
        case .sha256: tlsbench_hash(TLSBENCH_SHA256)
        case .sha384: tlsbench_hash(TLSBENCH_SHA384)
        }
    }
}
