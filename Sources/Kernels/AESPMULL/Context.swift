/// What one AES-GCM key becomes: `octetCount` octets that the owner allocates, aligned to `alignment`, and wipes.
///
/// Round keys; powers of H; their folded halves; scratch for a tail's key stream.
public enum AESPMULLContext {
    /// The size of the whole context in octets.
    public static let octetCount = scratchOffset + 192
    /// The alignment of the context in octets.
    public static let alignment = 16

    /// The highest power of H that is kept: two blocks more than a stride, for a tail that also carries the additional data and
    /// the lengths.
    static let powerCount = 10
    /// Where the powers are: H¹⁰ first, H¹ last, 16 octets each, behind the fifteen round keys.
    static let powersOffset = 240
    /// Where the folded powers are: the sum of both halves of each power, 8 octets each, in the same order. Those of two powers
    /// whose blocks stand next to each other, the even one first, make one vector.
    static let foldedOffset = powersOffset + powerCount * 16
    /// Where a tail's key stream is kept for the length of one call.
    static let scratchOffset = foldedOffset + powerCount * 8
}
