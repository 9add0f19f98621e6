internal import Foundation

/// Pieces of inline SVG. Places across are shares of the width, so that a figure is as wide as its column with letters as large
/// as ever; places down are pixels. Colours are the style sheet's, by class.
enum SVG {
    /// A whole figure, with the name that it has for those who do not see it.
    static func figure(_ name: String, height: Double, _ children: [Markup]) -> Markup {
        .element(
            "svg",
            ["role": "img", "width": "100%", "height": number(height)],
            [.element("title", [:], [.text(name)])] + children
        )
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> Markup {
        .element(
            "line",
            ["x1": share(x1), "y1": number(y1), "x2": share(x2), "y2": number(y2), "class": style]
        )
    }

    static func rectangle(x: Double, y: Double, width: Double, height: Double, _ style: String) -> Markup {
        .element(
            "rect",
            [
                "x": share(x), "y": number(y), "width": share(max(0, width)), "height": number(max(0, height)),
                "class": style,
            ]
        )
    }

    /// Where a text has its place.
    enum Anchor: String {
        case start, middle, end
    }

    static func text(
        _ x: Double,
        _ y: Double,
        _ text: String,
        _ anchor: Anchor = .start,
        _ style: String = ""
    ) -> Markup {
        .element("text", ["x": share(x), "y": number(y), "class": "\(anchor.rawValue) \(style)"], [.text(text)])
    }

    /// The mark of a backend, which ``Look/marks`` defines.
    static func mark(_ look: Look, _ x: Double, _ y: Double) -> Markup {
        look.mark(x: share(x), y: number(y))
    }

    /// Lines between points that follow each other.
    static func path(_ points: [(x: Double, y: Double)], _ style: String) -> [Markup] {
        zip(points, points.dropFirst()).map { line($0.x, $0.y, $1.x, $1.y, style) }
    }

    /// `0.5` as `50%`.
    static func share(_ value: Double) -> String { number(value * 100, digits: 2) + "%" }

    /// A number as SVG reads it; what is none stays at the edge.
    static func number(_ value: Double, digits: Int = 1) -> String {
        guard value.isFinite else { return "0" }
        var text = String(format: "%.\(digits)f", min(max(value, -1e6), 1e6))
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }
}
