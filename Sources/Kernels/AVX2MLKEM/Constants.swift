/// Powers of ζ in the order in which vectors want them: 16 numbers, and their products with q⁻¹ after them.
///
/// First those of the layers of 128 to 16 numbers, by their index; then for the vectors, in the two halves of a transform, those of
/// the layers of 8, 4 and 2; then the same for the inverse; then γ for products. Last, orders of octets for the sampling of matrices.
enum Constants {
    static let count = 32 * (1 + 14 + 14 + 16) + 8 * 256

    /// The place of a factor of the layers of 128 to 16.
    @inline(__always) static func scalar(_ index: Int) -> Int { index }

    /// The place of the factors of the layer of 8 >> layer, in block `block` of the half.
    @inline(__always) static func vector(layer: Int, half: Int, block: Int) -> Int {
        32 &* (1 &+ (2 &<< layer) &- 2 &+ half &* (1 &<< layer) &+ block)
    }

    /// The same for the inverse.
    @inline(__always) static func inverse(layer: Int, half: Int, block: Int) -> Int {
        vector(layer: layer, half: half, block: block) &+ 32 &* 14
    }

    /// The place of 2¹⁶ and γ × 2¹⁶ for vector `index` of sixteen.
    @inline(__always) static func gamma(_ index: Int) -> Int { 32 &* (29 &+ index) }

    /// The place of an order of octets, which brings together those of eight numbers that `mask` names.
    @inline(__always) static func selection(_ mask: Int) -> Int { 32 &* 45 &+ 8 &* mask }

    static func compute(_ constants: UnsafeMutablePointer<Int16>, _ zetas: UnsafePointer<Int16>) {
        for index in 0..<16 { unsafe set(constants + scalar(index), zetas[index]) }
        for layer in 0..<3 {
            let blocks = 1 << layer
            for half in 0..<2 {
                for block in 0..<blocks {
                    for lane in 0..<16 {
                        // A pair of numbers, and sixteen numbers of the standard's order, have a lane of 32 bits.
                        let place = (8 * half + lane / 2) * blocks + block
                        let forward = unsafe constants + vector(layer: layer, half: half, block: block) + lane
                        let inverse = unsafe constants + inverse(layer: layer, half: half, block: block) + lane
                        unsafe set(forward, zetas[16 * blocks + place])
                        unsafe set(inverse, zetas[32 * blocks - 1 - place])
                    }
                }
            }
        }
        for index in 0..<16 {
            for lane in 0..<16 {
                let pair = 8 * (index & 8 + lane / 2) + index & 7
                let zeta = unsafe zetas[64 + pair / 2]
                // The moduli of neighbours are X² − γ and X² + γ. And −1044 is 2¹⁶ mod q.
                let signed = pair & 1 == 0 ? zeta : 0 &- zeta
                unsafe set(constants + gamma(index) + lane, lane & 1 == 0 ? -1044 : signed)
            }
        }
        for mask in 0..<256 { unsafe computeSelection(mask, constants + selection(mask)) }
    }

    /// Octets that are not taken are 0x80.
    private static func computeSelection(_ mask: Int, _ places: UnsafeMutablePointer<Int16>) {
        var taken = 0
        for number in 0..<8 where mask >> number & 1 == 1 {
            unsafe places[taken] = Int16((2 * number + 1) << 8 | 2 * number)
            taken += 1
        }
        for place in taken..<8 { unsafe places[place] = Int16(bitPattern: 0x8080) }
    }

    private static func set(_ place: UnsafeMutablePointer<Int16>, _ number: Int16) {
        unsafe place[0] = number
        unsafe place[16] = number &* inverseOfQ
    }
}
