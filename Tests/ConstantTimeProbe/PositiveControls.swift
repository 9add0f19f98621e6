internal import CryptoBackend

/// Code that leaks what it is given, to show that the check sees it: in each build, for each kind of leak.
enum PositiveControls {
    @inline(never)
    static func branch() throws {
        let secret = secretOctets(1)
        // Printing cannot be done without a branch.
        secret.withBytes { octets in if octets[0] == 1 { print("leaked") } }
    }

    @inline(never)
    static func index() throws {
        let table = (0...255).map { UInt8($0) ^ 0x5a }
        let secret = secretOctets(1)
        let found = secret.withBytes { octets in unsafe table.withUnsafeBufferPointer { unsafe $0[Int(octets[0])] } }
        var result = [found]
        makePublic(&result)
        try require(result == [0x5a ^ 7])
    }
}
