internal import CryptoBackend
internal import HeapInterposer

/// From now on none of these octets may be in a freed block.
func watch(_ octets: Span<UInt8>) {
    unsafe octets.withUnsafeBufferPointer { memory in
        if let start = memory.baseAddress { unsafe wiping_watch(start, memory.count) }
    }
}

/// A secret of octets that nobody else has, watched from its beginning.
func watchedSecret(_ count: Int) -> SecretBytes {
    var secret = SecretBytes(zeroed: count)
    var random = SystemRandomNumberGenerator()
    secret.withMutableBytes { span in
        for index in span.indices { span[index] = UInt8.random(in: 0...255, using: &random) }
    }
    secret.withBytes(watch)
    return secret
}
