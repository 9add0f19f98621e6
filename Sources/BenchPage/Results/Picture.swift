internal import BenchReport

/// A figure as a file of its own, which a page of Markdown can show: light and dark as its reader has it.
struct Picture {
    /// A part of it, drawn in a box whose width it does not know.
    struct Panel {
        let title: String
        let figure: Markup
        let height: Double
    }

    let svg: String

    private static let width = 760.0
    private static let margin = 16.0
    private static let top = 76.0

    /// - Parameters:
    ///   - title: what is shown.
    ///   - caption: of which machine, and how to read it.
    ///   - legend: backends, in order.
    ///   - panels: beside each other, two in a row, if there are several.
    init(title: String, caption: String, legend: [String], panels: [Panel]) {
        let columns = panels.count > 1 ? 2 : 1
        let room = (Self.width - 2 * Self.margin - Double(columns - 1) * 32) / Double(columns)
        var pieces: [Markup] = []
        var y = Self.top
        for start in stride(from: 0, to: panels.count, by: columns) {
            let row = panels[start..<min(start + columns, panels.count)]
            for (place, panel) in row.enumerated() {
                let x = Self.margin + Double(place) * (room + 32)
                pieces.append(Self.text(x, y + 12, panel.title, "head"))
                pieces.append(Self.box(x, y + 22, room, panel.height, panel.figure))
            }
            y += 22 + (row.map(\.height).max() ?? 0) + 22
        }
        svg = Self.whole(title, caption, legend, pieces, height: y)
    }

    private static func whole(
        _ title: String,
        _ caption: String,
        _ legend: [String],
        _ pieces: [Markup],
        height: Double
    ) -> String {
        let size = (SVG.number(width), SVG.number(height))
        let ground = Markup.element("rect", ["width": size.0, "height": size.1, "fill": "var(--paper)"])
        let children =
            [
                .element("title", [:], [.text("\(title). \(caption)")]), .element("style", [:], [.figureStyle]),
                Look.marks, ground,
                text(margin, 24, title, "head"), text(margin, 42, caption, "tick"),
            ] + entries(legend) + pieces
        let root = Markup.element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "width": size.0, "height": size.1,
                "viewBox": "0 0 \(size.0) \(size.1)",
                "role": "img", "font-family": "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif",
            ],
            children
        )
        return root.renderText + "\n"
    }

    /// Mark and name of each backend in one line.
    private static func entries(_ legend: [String]) -> [Markup] {
        var x = margin + 6
        return legend.flatMap { name -> [Markup] in
            let look = Look(name)
            defer { x += 26 + 7 * Double(name.count) }
            return [
                look.mark(x: SVG.number(x), y: "58"),
                text(x + 10, 62, name, ""),
            ]
        }
    }

    private static func text(_ x: Double, _ y: Double, _ text: String, _ style: String) -> Markup {
        .element("text", ["x": SVG.number(x), "y": SVG.number(y), "class": style], [.text(text)])
    }

    private static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ figure: Markup) -> Markup {
        .element(
            "svg",
            [
                "x": SVG.number(x), "y": SVG.number(y), "width": SVG.number(width), "height": SVG.number(height),
                "overflow": "visible",
            ],
            [figure]
        )
    }
}
