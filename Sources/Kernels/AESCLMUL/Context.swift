/// What one AES-GCM key becomes: `octetCount` octets that the owner allocates, aligned to `alignment`, and wipes.
///
/// The layout is shared by every tier over AES-NI, so that the key set-up is written once:
/// round keys, each twice (a 256-bit lane pair); powers of H; their folded halves; scratch for a tail's key stream.
public enum GCMContext {
    /// The size of the whole context in octets.
    public static let octetCount = scratchOffset + 320
    /// The alignment of the context in octets.
    public static let alignment = 64

    /// Where round key r is: at 32 r, twice in 32 octets.
    public static let roundKeyStride = 32
    /// The highest power of H that is kept: two blocks more than the longest stride, for a tail that also carries the
    /// additional data and the lengths.
    public static let powerCount = 18
    /// Where the powers are: H^18 first, H¹ last, 16 octets each, then a zero block that ends a pair.
    public static let powersOffset = 512
    /// Where the folded powers are: high half + low half of each power, in both halves, in the same order.
    public static let foldedOffset = powersOffset + (powerCount + 1) * 16 + 16
    /// Where a tail's key stream is kept for the length of one call.
    public static let scratchOffset = (foldedOffset + (powerCount + 1) * 16 + 63) / 64 * 64
}
