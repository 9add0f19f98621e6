/// A mark and a colour that follow from a name alone, so that a library looks the same in every figure and on every page.
struct DerivedLook: Hashable {
    /// The number of its mark in ``shapes``.
    let shape: Int
    /// The number of its colour: `named0` to `named5` in the style sheet.
    let colour: Int

    static let colours = 6

    /// The number of marks is a prime above ten, and 31 is no multiple of it: names that differ in one digit, as `openssl-3.5` and
    /// `openssl-3.6` do, never have the same mark.
    init(of name: String) {
        let number = name.utf8.reduce(0) { ($0 * 31 + Int($1)) % (Self.shapes.count * Self.colours) }
        (shape, colour) = (number % Self.shapes.count, number % Self.colours)
    }

    /// None of them is a built-in column's.
    static let shapes = [
        "M-1.5-5h3v3.5H5v3H1.5V5h-3V1.5H-5v-3h3.5z",  // plus
        "M-5-5H5L-5 5H5z",  // hourglass
        "M-5-5V5L5-5V5z",  // bow
        "M-5 3A5 5 0 0 1 5 3z",  // half a disc, the upper one
        "M-5-3A5 5 0 0 0 5-3z",  // half a disc, the lower one
        "M0-5.5L1.6-1.8L5.5-1.6L2.6 1L3.4 5L0 2.8L-3.4 5L-2.6 1L-5.5-1.6L-1.6-1.8z",  // star
        "M-5.5-2H5.5V2H-5.5z",  // wide bar
        "M-2-5.5H2V5.5H-2z",  // tall bar
        "M-5 0L4-5V5z",  // triangle to the left
        "M5 0L-4-5V5z",  // triangle to the right
        "M-5-3L-3-5L0-2L3-5L5-3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0z",  // cross
    ]
}
