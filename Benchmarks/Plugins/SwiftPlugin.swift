import Glibc

// A plug-in in Swift: SHA-256, HMAC and random octets, which is all that the interface requires. It shows the way, and is not fast.
//
// The header is imported as it stands (`-import-objc-header`); `@c` gives the one function that C looks for (SE-0495), and functions
// without context become the table's pointers.

/// What `tlsbench_plugin.h` declares.
@c @implementation
public func tlsbench_plugin(_ hostVersion: UInt32) -> UnsafePointer<tlsbench_plugin_table>? {
    unsafe hostVersion == TLSBENCH_PLUGIN_VERSION ? UnsafePointer(table) : nil
}

/// Stays for the life of the process, and is not changed after it is made.
nonisolated(unsafe) private let table: UnsafeMutablePointer<tlsbench_plugin_table> = {
    let table = UnsafeMutablePointer<tlsbench_plugin_table>.allocate(capacity: 1)
    unsafe table.initialize(to: tlsbench_plugin_table())
    unsafe table.pointee.size = MemoryLayout<tlsbench_plugin_table>.size
    unsafe table.pointee.version = TLSBENCH_PLUGIN_VERSION
    unsafe table.pointee.library = characters("Swift example")
    unsafe table.pointee.library_version = characters("1")
    unsafe table.pointee.random = { output, length in
        unsafe fill(UnsafeMutableRawBufferPointer(start: output, count: length))
    }
    unsafe addHash(to: table)
    unsafe addHMAC(to: table)
    return unsafe table
}()

/// The characters of a literal, which end with a zero and are never freed.
private func characters(_ text: StaticString) -> UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}

private func fill(_ output: UnsafeMutableRawBufferPointer) -> tlsbench_status {
    var generator = SystemRandomNumberGenerator()
    var word: UInt64 = 0
    for index in output.indices {
        if index % 8 == 0 { word = generator.next() }
        unsafe output[index] = UInt8(truncatingIfNeeded: word)
        word >>= 8
    }
    return ok
}

private let ok = tlsbench_status(TLSBENCH_OK)
private let notOffered = tlsbench_status(TLSBENCH_NOT_OFFERED)

// MARK: Objects that C holds

/// A hash or a MAC behind a pointer of C's.
private final class Box<Value> {
    var value: Value

    init(_ value: Value) { self.value = value }

    /// A pointer that owns the box.
    func handedOut() -> UnsafeMutableRawPointer { unsafe Unmanaged.passRetained(self).toOpaque() }

    static func lent(_ pointer: UnsafeRawPointer?) -> Box {
        guard let pointer = unsafe pointer else { preconditionFailure("the interface never passes NULL here") }
        return unsafe Unmanaged<Box>.fromOpaque(pointer).takeUnretainedValue()
    }

    static func takenBack(_ pointer: UnsafeMutableRawPointer?) {
        guard let pointer = unsafe pointer else { return }
        unsafe Unmanaged<Box>.fromOpaque(pointer).release()
    }
}

private func addHash(to table: UnsafeMutablePointer<tlsbench_plugin_table>) {
    unsafe table.pointee.hash_new = { hash, context in
        guard hash == TLSBENCH_SHA256 else { return notOffered }
        unsafe context?.pointee = Box(SHA256()).handedOut()
        return ok
    }
    unsafe table.pointee.hash_copy = { context, copy in
        unsafe copy?.pointee = Box(Box<SHA256>.lent(context).value).handedOut()
        return ok
    }
    unsafe table.pointee.hash_update = { context, octets, length in
        unsafe Box<SHA256>.lent(context).value.update(UnsafeBufferPointer(start: octets, count: length))
        return ok
    }
    unsafe table.pointee.hash_digest = { context, digest in
        unsafe Box<SHA256>.lent(context).value.digest().write(to: digest)
        return ok
    }
    unsafe table.pointee.hash_free = { context in unsafe Box<SHA256>.takenBack(context) }
}

private func addHMAC(to table: UnsafeMutablePointer<tlsbench_plugin_table>) {
    unsafe table.pointee.hmac_new = { hash, key, length, context in
        guard hash == TLSBENCH_SHA256 else { return notOffered }
        let key = unsafe UnsafeBufferPointer(start: key, count: length)
        unsafe context?.pointee = Box(HMAC(key: key)).handedOut()
        return ok
    }
    unsafe table.pointee.hmac_update = { context, octets, length in
        unsafe Box<HMAC>.lent(context).value.update(UnsafeBufferPointer(start: octets, count: length))
        return ok
    }
    unsafe table.pointee.hmac_final = { context, mac in
        unsafe Box<HMAC>.lent(context).value.finish().write(to: mac)
        return ok
    }
    unsafe table.pointee.hmac_free = { context in
        unsafe Box<HMAC>.lent(context).value.wipe()
        unsafe Box<HMAC>.takenBack(context)
    }
}

// MARK: SHA-256

/// FIPS 180-4 §6.2. Nothing of it depends on the octets but the digest.
private struct SHA256 {
    private var state = Words(repeating: 0)
    private var block = Block(repeating: 0)
    private var count = 0

    typealias Words = InlineArray<8, UInt32>
    typealias Block = InlineArray<64, UInt8>

    init() {
        state = [
            0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
        ]
    }

    mutating func update(_ octets: UnsafeBufferPointer<UInt8>) {
        for index in octets.indices { unsafe append(octets[index]) }
    }

    mutating func append(_ octet: UInt8) {
        block[count % 64] = octet
        count += 1
        if count % 64 == 0 { compress() }
    }

    /// Of what came so far; §5.1.1's padding goes into a copy.
    func digest() -> Words {
        var copy = self
        let bits = UInt64(count) * 8
        copy.append(0x80)
        while copy.count % 64 != 56 { copy.append(0) }
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            copy.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
        return copy.state
    }

    /// §6.2.2.
    private mutating func compress() {
        var schedule = InlineArray<64, UInt32>(repeating: 0)
        for t in 0..<16 {
            for octet in 0..<4 { schedule[t] = schedule[t] << 8 | UInt32(block[4 * t + octet]) }
        }
        for t in 16..<64 {
            let (near, far) = (schedule[t - 2], schedule[t - 15])
            let sigma1 = near.rotated(17) ^ near.rotated(19) ^ near >> 10
            let sigma0 = far.rotated(7) ^ far.rotated(18) ^ far >> 3
            schedule[t] = sigma1 &+ schedule[t - 7] &+ sigma0 &+ schedule[t - 16]
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for t in 0..<64 {
            let sum1 = e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)
            let temporary1 = h &+ sum1 &+ (e & f ^ ~e & g) &+ constants[t] &+ schedule[t]
            let sum0 = a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)
            let temporary2 = sum0 &+ (a & b ^ a & c ^ b & c)
            (h, g, f, e) = (g, f, e, d &+ temporary1)
            (d, c, b, a) = (c, b, a, temporary1 &+ temporary2)
        }
        let added: Words = [a, b, c, d, e, f, g, h]
        for index in 0..<8 { state[index] &+= added[index] }
    }
}

extension SHA256.Words {
    /// Big-endian.
    fileprivate func write(to output: UnsafeMutablePointer<UInt8>?) {
        guard let output = unsafe output else { return }
        for index in 0..<32 { unsafe output[index] = octet(index) }
    }

    fileprivate func octet(_ index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: self[index / 4] >> UInt32(24 - 8 * (index % 4)))
    }
}

extension UInt32 {
    fileprivate func rotated(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}

/// §4.2.2.
private let constants: InlineArray<64, UInt32> = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
    0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
    0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
    0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
    0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
    0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
]

// MARK: HMAC

/// RFC 2104 §2, with both padded keys hashed once.
private struct HMAC {
    private var inner = SHA256()
    private var outer = SHA256()
    private var message = SHA256()

    init(key: UnsafeBufferPointer<UInt8>) {
        var padded = SHA256.Block(repeating: 0)
        if key.count > 64 {
            var hash = SHA256()
            unsafe hash.update(key)
            let digest = hash.digest()
            for index in 0..<32 { padded[index] = digest.octet(index) }
        } else {
            for index in key.indices { unsafe padded[index] = key[index] }
        }
        for index in 0..<64 {
            inner.append(padded[index] ^ 0x36)
            outer.append(padded[index] ^ 0x5C)
        }
        message = inner
        clear(&padded)
    }

    mutating func update(_ octets: UnsafeBufferPointer<UInt8>) { unsafe message.update(octets) }

    /// The MAC; the next message is empty.
    mutating func finish() -> SHA256.Words {
        var hash = outer
        let digest = message.digest()
        for index in 0..<32 { hash.append(digest.octet(index)) }
        message = inner
        return hash.digest()
    }

    /// The padded keys of a MAC that is not used again.
    mutating func wipe() { clear(&self) }
}

/// In a way that the compiler does not leave out.
private func clear<Value: BitwiseCopyable>(_ value: inout Value) {
    unsafe withUnsafeMutableBytes(of: &value) { octets in
        if let start = octets.baseAddress { unsafe explicit_bzero(start, octets.count) }
    }
}
