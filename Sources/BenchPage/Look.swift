/// How a column looks: a colour of the style sheet, and a mark and a dash that distinguish it without colour.
enum Look: Hashable {
    case swift, gmp, openssl, swiftCrypto, libssl, peer
    /// Of all other names: other builds of a library, and backends of others.
    case named(DerivedLook)

    /// The looks that do not depend on a name.
    static let fixed: [Look] = [.swift, .gmp, .openssl, .swiftCrypto, .libssl, .peer]

    /// Of a backend, a peer or a library by its name: the same on every page.
    init(_ name: String) {
        switch name {
        case "swift": self = .swift
        case "gmp": self = .gmp
        case "openssl": self = .openssl
        case "swift-crypto": self = .swiftCrypto
        case "peer:libssl": self = .libssl
        case let peer where peer.hasPrefix("peer:") && !peer.hasPrefix("peer:libssl-"): self = .peer
        default: self = .named(DerivedLook(of: name))
        }
    }

    /// The class in the style sheet, which has the colour.
    var style: String {
        switch self {
        case .swift: "swift"
        case .gmp: "gmp"
        case .openssl: "openssl"
        case .swiftCrypto: "swift-crypto"
        case .libssl: "libssl"
        case .peer: "peer"
        case .named(let derived): "named\(derived.colour)"
        }
    }

    /// What refers to its mark, of which ``marks`` has the shape.
    func mark(x: String = "0", y: String = "0") -> Markup {
        switch self {
        // The shape is shared by several colours, and so the reference has the colour.
        case .named(let derived):
            .element("use", ["href": "#mark-named\(derived.shape)", "class": style, "x": x, "y": y])
        default: .element("use", ["href": "#mark-\(style)", "x": x, "y": y])
        }
    }

    /// The mark for those who read a legend.
    var legend: Markup {
        .element(
            "svg",
            ["class": "mark", "width": "12", "height": "12", "viewBox": "-6 -6 12 12", "aria-hidden": "true"],
            [mark()]
        )
    }

    private var shape: String {
        switch self {
        case .swift: "M0-4.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z"
        case .gmp: "M0-5L5 4H-5z"
        case .openssl: "M-4-4H4V4H-4z"
        case .swiftCrypto: "M0 5L5-4H-5z"
        case .libssl: "M0-5.5L5.5 0L0 5.5L-5.5 0z"
        case .peer: "M-5 0L-2.5-4.5H2.5L5 0L2.5 4.5H-2.5z"
        case .named(let derived): DerivedLook.shapes[derived.shape]
        }
    }

    /// All marks, to be put into a page once.
    static var marks: Markup {
        let own = fixed.map { look in
            Markup.element("path", ["id": "mark-\(look.style)", "class": "shape \(look.style)", "d": look.shape])
        }
        let named = DerivedLook.shapes.enumerated().map { number, shape in
            Markup.element("path", ["id": "mark-named\(number)", "class": "shape", "d": shape])
        }
        return .element(
            "svg",
            ["width": "0", "height": "0", "aria-hidden": "true", "class": "marks"],
            [.element("defs", [:], own + named)]
        )
    }
}
