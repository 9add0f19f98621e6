#if SwiftCrypto
internal import enum Crypto.AES
internal import enum Crypto.ChaChaPoly
internal import enum Crypto.CryptoKitError
internal import struct Crypto.SymmetricKey
public import CryptoBackend
internal import Foundation

/// AES.GCM or ChaChaPoly with a key that is held.
///
/// The library takes a symmetric key and not a cipher, so it expands the key for every record; and what it has sealed or
/// opened is copied out of the `Data` in which it comes. The expanded key stays in freed memory (article SwiftCryptoCalls).
public final class SwiftCryptoAEAD: RecordAEAD {
    private let key: SymmetricKey
    private let isChaCha: Bool

    /// Leaks: only the length of `key`.
    public init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError) {
        guard key.count == algorithm.keyLength else {
            throw .invalidLength(of: .key, expected: algorithm.keyLength, got: key.count)
        }
        self.key = symmetricKey(key)
        isChaCha = algorithm == .chacha20Poly1305
    }

    /// `AES.GCM.seal` or `ChaChaPoly.seal`, then the box's content back into `record`.
    public func seal(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        let count = try plaintextLength(record.count, nonce)
        try calling(isChaCha ? "ChaChaPoly.seal" : "AES.GCM.seal") {
            unsafe try record.withUnsafeMutableBytes { record in
                // Its `combined` is what the box holds; ciphertext, tag and copyBytes would be slices and generic calls.
                let combined = unsafe try nonce.withUnsafeBytes { nonce in
                    unsafe try additional.withUnsafeBytes { additional in
                        let plaintext = unsafe UnsafeRawBufferPointer(rebasing: record[..<count])
                        return unsafe isChaCha
                            ? try ChaChaPoly.seal(
                                plaintext,
                                using: key,
                                nonce: ChaChaPoly.Nonce(data: nonce),
                                authenticating: additional
                            ).combined
                            : try AES.GCM.seal(
                                plaintext,
                                using: key,
                                nonce: AES.GCM.Nonce(data: nonce),
                                authenticating: additional
                            ).combined
                    }
                }
                guard let combined else { throw CryptoKitError.incorrectParameterSize }
                unsafe combined.withUnsafeBytes { combined in
                    unsafe record.copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: combined[AEADAlgorithm.nonceLength...])
                    )
                }
            }
        }
    }

    /// `AES.GCM.open` or `ChaChaPoly.open` of a box with `record` in it; the plaintext is then wiped where the library has put it.
    public func open(
        _ record: inout MutableSpan<UInt8>,
        nonce: Span<UInt8>,
        additional: Span<UInt8>
    ) throws(CryptoError) {
        let count = try plaintextLength(record.count, nonce)
        do {
            unsafe try record.withUnsafeMutableBytes { record in
                var plaintext = unsafe try nonce.withUnsafeBytes { nonce in
                    unsafe try additional.withUnsafeBytes { additional in
                        let ciphertext = unsafe UnsafeRawBufferPointer(rebasing: record[..<count])
                        let tag = unsafe UnsafeRawBufferPointer(rebasing: record[count...])
                        if isChaCha {
                            let nonce = unsafe try ChaChaPoly.Nonce(data: nonce)
                            let box = unsafe try ChaChaPoly.SealedBox(nonce: nonce, ciphertext: ciphertext, tag: tag)
                            return unsafe try ChaChaPoly.open(box, using: key, authenticating: additional)
                        }
                        let nonce = unsafe try AES.GCM.Nonce(data: nonce)
                        let box = unsafe try AES.GCM.SealedBox(nonce: nonce, ciphertext: ciphertext, tag: tag)
                        return unsafe try AES.GCM.open(box, using: key, authenticating: additional)
                    }
                }
                unsafe plaintext.withUnsafeBytes { unsafe record.copyMemory(from: $0) }
                erase(&plaintext)
            }
        } catch {
            // Lengths are right by now, and nothing but the tag is left to be wrong.
            wipe(&record)
            throw .badRecordTag
        }
    }

    private func plaintextLength(_ recordLength: Int, _ nonce: Span<UInt8>) throws(CryptoError) -> Int {
        guard nonce.count == AEADAlgorithm.nonceLength else {
            throw .invalidLength(of: .nonce, expected: AEADAlgorithm.nonceLength, got: nonce.count)
        }
        let count = recordLength - AEADAlgorithm.tagLength
        guard count >= 0 else {
            throw .invalidLength(of: .record, expected: AEADAlgorithm.tagLength, got: recordLength)
        }
        return count
    }
}
#endif
