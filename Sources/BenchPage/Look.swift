/// How a backend looks: a colour of the style sheet, and a mark and a dash that tell it apart without colour.
enum Look: String, CaseIterable {
    case swift, gmp, openssl, swiftCrypto = "swift-crypto", libssl, peer, other

    /// Of a backend or a peer by its name; those that are not known by it look alike.
    init(_ name: String) {
        let isPeer = name.hasPrefix("peer:")
        self = Look(rawValue: isPeer ? String(name.dropFirst(5)) : name) ?? (isPeer ? .peer : .other)
    }

    /// The mark for those who read a legend.
    var legend: Markup {
        .element(
            "svg",
            ["class": "mark", "width": "12", "height": "12", "viewBox": "-6 -6 12 12", "aria-hidden": "true"],
            [.element("use", ["href": "#mark-\(rawValue)"])]
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
        case .other: "M-1.5-5h3v3.5H5v3H1.5V5h-3V1.5H-5v-3h3.5z"
        }
    }

    /// All marks, to be put into a page once.
    static var marks: Markup {
        .element(
            "svg",
            ["width": "0", "height": "0", "aria-hidden": "true", "class": "marks"],
            [
                .element(
                    "defs",
                    [:],
                    allCases.map { look in
                        .element(
                            "path",
                            ["id": "mark-\(look.rawValue)", "class": "shape \(look.rawValue)", "d": look.shape]
                        )
                    }
                )
            ]
        )
    }
}
