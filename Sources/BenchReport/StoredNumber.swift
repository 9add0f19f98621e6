/// A number that a file has, and that its raw data give too.
struct StoredNumber {
    let name: String
    let stored: Double?
    let computed: Double?

    init(_ name: String, _ stored: Double?, _ computed: Double?) {
        self.name = name
        self.stored = stored
        self.computed = computed
    }

    /// How they differ by more than rounding; nil if they do not. Probabilities may be so small that rounding is all there is.
    var difference: String? {
        let isSame =
            if let stored, let computed {
                abs(stored - computed) <= 1e-9 * max(abs(stored), abs(computed), 1e-6)
            } else { stored == nil && computed == nil }
        let text = { (value: Double?) in value.map { "\($0)" } ?? "nothing" }
        return isSame ? nil : "the file says \(name) \(text(stored)), its data say \(text(computed))"
    }
}
