#if TLSBENCH_KERNELS
internal import CryptoBackend
internal import IFMACurvesKernel

/// The kernel between octets and octets.
///
/// Leaks: nothing of a scalar.
extension IFMACurves {
    /// X25519 of a decoded scalar and a point, 32 octets.
    static func x25519(_ scalar: borrowing SecretBytes, _ point: Field25519) -> SecretBytes {
        var words = SecretWords(zeroed: 15)
        return unsafe words.withUnsafeMutableWords { words in
            unsafe point.store(in: words)
            scalar.withBytes { octets in
                unsafe octets.withUnsafeBufferPointer { octets in
                    guard let octets = octets.baseAddress else { preconditionFailure("a scalar has 32 octets") }
                    unsafe ladder25519(octets, words, into: words + 5)
                }
            }
            return unsafe (Field25519(words + 5) * Field25519(words + 10).inverse()).octets
        }
    }

    /// X25519 of a decoded scalar and the base point, 32 octets.
    static func x25519OfBase(_ scalar: borrowing SecretBytes) -> SecretBytes {
        let windows = BaseTable25519.windows(of: scalar)
        var words = SecretWords(zeroed: 10)
        return unsafe words.withUnsafeMutableWords { words in
            unsafe table25519.withUnsafeWords { table in
                unsafe windows.withUnsafeDigits { unsafe basePoint25519($0, table: table, into: words) }
            }
            let (y, z) = unsafe (Field25519(words), Field25519(words + 5))
            return Edwards25519.montgomeryU(y: y, z: z).octets
        }
    }

    /// scalar × point on P-256, or × the base point for nil.
    static func p256(_ windows: borrowing SignedWindows, _ point: PointP256?) -> PointP256.Homogeneous {
        var words = SecretWords(zeroed: 15 + memoryWordsP256)
        var peer = SecretWords(zeroed: 10)
        unsafe words.withUnsafeMutableWords { words in
            unsafe windows.withUnsafeDigits { digits in
                guard let point else {
                    return unsafe tableP256.withUnsafeWords {
                        unsafe basePointP256(digits, table: $0, into: words, memory: words + 15)
                    }
                }
                unsafe peer.withUnsafeMutableWords { peer in
                    unsafe point.storeDigits(in: peer)
                    unsafe multiplyP256(digits, peer, into: words, memory: words + 15)
                }
            }
        }
        return unsafe words.withUnsafeWords { words in
            unsafe PointP256.Homogeneous(
                x: FieldP256(digits: words),
                y: FieldP256(digits: words + 5),
                z: FieldP256(digits: words + 10)
            )
        }
    }

    /// The words of four windows next to each other: where those of one entry of one window begin.
    private static func place(_ index: Int, multiples: Int, words: Int) -> Int {
        let (window, multiple) = (index / multiples, index % multiples)
        return (window / 4 * multiples + multiple) * words * 4 + window % 4
    }

    private static let table25519: SecretWords = {
        let addends = BaseTable25519.addends()
        let width = Edwards25519.Addend.wordCount
        var table = SecretWords(zeroed: addends.count * width)
        unsafe table.withUnsafeMutableWords { words in
            for (index, addend) in addends.enumerated() {
                let place = place(index, multiples: BaseTable25519.multipleCount, words: width)
                unsafe addend.store(in: words + place, stride: 4)
            }
        }
        return table
    }()

    private static let tableP256: SecretWords = {
        let points = BaseTableP256.points()
        var table = SecretWords(zeroed: points.count * 10)
        unsafe table.withUnsafeMutableWords { words in
            for (index, point) in points.enumerated() {
                let place = place(index, multiples: P256.multipleCount, words: 10)
                unsafe point.storeDigits(in: words + place, stride: 4)
            }
        }
        return table
    }()
}
#endif
