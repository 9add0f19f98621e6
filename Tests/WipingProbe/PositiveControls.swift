internal import CryptoBackend

/// What does not wipe what it holds, to show that the probe sees it: in each build, for each kind of trace.
enum PositiveControls {
    @inline(never)
    static func array() {
        let secret = watchedSecret(48)
        let copy = secret.withBytes { octets in octets.indices.map { octets[$0] } }
        print(copy.count)
    }

    @inline(never)
    static func derived() throws {
        let secret = watchedSecret(48)
        try follow {
            secret.withBytes(Squares.init)
        } using: {
            print($0.squares.count)
        }
    }

    @inline(never)
    static func kept() {
        let secret = watchedSecret(48)
        _ = unsafe Unmanaged.passRetained(Owner(secret.copy()))
    }
}

/// An object that does nothing but own a secret.
final class Owner {
    let secret: SecretBytes

    init(_ secret: consuming SecretBytes) { self.secret = secret }
}

/// The squares of a secret's octets, eight at a time: other octets than the secret's own.
private final class Squares {
    let squares: [UInt64]

    init(_ octets: Span<UInt8>) {
        squares = stride(from: 0, to: octets.count - 7, by: 8).map { start in
            let word = (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(octets[start + $1]) }
            return word &* word
        }
    }
}
