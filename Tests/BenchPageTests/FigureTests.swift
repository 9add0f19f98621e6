import BenchCore
import BenchReport
import Testing

@testable import BenchPage

@Suite struct `Pieces of a figure` {
    @Test(arguments: [
        (0.0, "0"), (1.5, "1.5"), (-2.04, "-2"), (100, "100"), (1e9, "1000000"), (.nan, "0"), (.infinity, "0"),
    ])
    func `are placed by short numbers, whatever was computed`(_ value: Double, _ text: String) {
        #expect(SVG.number(value) == text)
    }

    @Test func `escape texts and attributes`() {
        let markup = Markup.element("text", ["class": "a\"b"], [.text("<&>")])
        #expect(markup.renderText == "<text class=\"a&quot;b\">&lt;&amp;&gt;</text>")
        #expect(Markup.element("line").renderText == "<line/>")
    }

    @Test func `have a name for those who do not see them`() {
        let figure = SVG.figure("swift 2×", height: 10, [SVG.line(0, 1, 0.5, 2, "grid")])
        #expect(
            figure.renderText
                == "<svg role=\"img\" width=\"100%\" height=\"10\"><title>swift 2×</title>"
                + "<line x1=\"0%\" y1=\"1\" x2=\"50%\" y2=\"2\" class=\"grid\"/></svg>"
        )
    }

    @Test func `lie on a logarithmic axis between powers of its base`() {
        let axis = LogAxis([0.3, 1, 5], from: 0, to: 1)
        #expect((axis.low, axis.high) == (-2, 3))
        #expect(axis.place(0.25) == 0 && axis.place(8) == 1 && abs(axis.place(1) - 0.4) < 1e-12)
        #expect(axis.ticks() == [0.25, 0.5, 1, 2, 4, 8])
        #expect(axis.ticks(most: 3) == [0.25, 1, 4])
        // What is beyond it, or is no number, stays at an end.
        #expect(axis.place(1000) == 1 && axis.place(0) == 0 && axis.place(-.infinity) == 0 && axis.place(.nan) == 0)
        #expect(LogAxis([], from: 0, to: 1).ticks() == [1, 2])
    }

    @Test func `have ticks at round numbers where an axis is tight`() {
        #expect(
            LogAxis([30, 4000], base: 10, from: 1, to: 0, isTight: true).roundTicks == [
                50, 100, 200, 500, 1000, 2000, 5000,
            ]
        )
        #expect(
            LogAxis([1, 1e6], base: 10, from: 1, to: 0, isTight: true).roundTicks == [1, 10, 100, 1e3, 1e4, 1e5, 1e6]
        )
    }

    @Test func `tell backends apart by shape`() {
        #expect(Look("peer:libssl") == .libssl && Look("peer:x") == .peer && Look("gmp") == .gmp)
        #expect(Look("swift-crypto") == .swiftCrypto)
        let shapes = Look.marks.renderText.matches(of: /\sd="([^"]+)"/).map { $0.1 }
        #expect(shapes.count == Look.fixed.count + DerivedLook.shapes.count && Set(shapes).count == shapes.count)
    }

    @Test(arguments: ["openssl-3.", "peer:libssl-3.", "mine"])
    func `have another mark for each library whose name differs in a digit`(stem: String) {
        let marks = (0...9).map { DerivedLook(of: "\(stem)\($0)").shape }
        #expect(Set(marks).count == 10)
        #expect(Look("\(stem)5") == .named(DerivedLook(of: "\(stem)5")))
    }

    @Test func `refer to marks that are defined, in colours that the style sheet has`() {
        let (marks, style) = (Look.marks.renderText, Markup.figureStyle.renderText)
        for name in (0...9).flatMap({ ["openssl-3.\($0)", "lib\($0)a"] }) {
            let look = Look(name)
            let legend = look.legend.renderText
            let id = legend.firstMatch(of: /#(mark-[a-z0-9-]+)/).map { String($0.1) } ?? "none"
            #expect(marks.contains("id=\"\(id)\"") && legend.contains("class=\"\(look.style)\""))
            #expect(style.contains(".\(look.style) { --own: var(--\(look.style)); }"))
        }
    }

    @Test func `are hollow where an interval has 1× within`() throws {
        let document = try PageSample.small([
            ("a", [("swift", [100, 120, 90, 105, 97]), ("openssl", [101, 99, 100, 102, 98])]),
            ("b", [("swift", [50, 50.1, 49.9, 50, 50]), ("openssl", [100, 99.9, 100, 100.1, 100])]),
        ])
        let figure = try #require(RatioFigure(document, Table(document)))
        #expect(figure.groups.map(\.op) == ["a", "b"])
        #expect(figure.groups.map { $0.rows[0].speeds[0].isLevel } == [true, false])
        #expect(figure.groups[0].rows[0].figure.renderText.contains("class=\"swift level\""))
        #expect(figure.groups[1].rows[0].figure.renderText.contains("class=\"swift bar\""))
        #expect(figure.groups[1].rows[0].figure.renderText.contains("<title>b, speed beside openssl: swift 2.00× ("))
    }

    @Test func `show of a handshake who kept whom waiting`() {
        let figure = SequenceFigure(PageSample.trace).figure.renderText
        // The client from the connection to its hello, and the server from there to its answer.
        #expect(figure.contains(">100 µs</text>") && figure.contains(">2.00 ms</text>"))
        #expect(figure.split(separator: "class=\"work\"").count == 3)
        // Two lines for what is encrypted, one for what is not, and none for what nobody sends.
        #expect(figure.split(separator: "class=\"message\"").count == 5)
    }

    @Test func `have the same number for a phase in all panels`() throws {
        let panels = try #require(PhaseFigure(PageSample.run())).panels
        #expect(panels.count == 4)
        let keys = panels.map { panel in panel.rows.first { $0.name == "record protection" }?.key }
        #expect(keys == ["7", "7", "7", "7"])
        #expect(panels[1].rest?.title == "without RSA")
        #expect(panels[0].rows.map(\.isTotal).suffix(2) == [true, true])
    }

    @Test func `bear lengths that no record has`() throws {
        var document = try PageSample.small(["a", "b", "c"].map { ($0, [("swift", [100, 101, 102])]) })
        for (place, length) in [1, 1 << 40, Int.max].enumerated() {
            document.benchmarks[place].op = "record"
            document.benchmarks[place].bytesPerOp = OrNull(length)
            document.benchmarks[place].params = OrderedParameters([.init("bytes", length)])
        }
        let panel = try #require(CostFigure(Table(document))).panels[0]
        #expect(panel.figure.renderText.contains(">9,223,372,036,854,775,807</text>"))
    }

    /// Places are by the trimmed mean of the five, 103⅓.
    @Test func `have a tick for each batch that can be told from another`() throws {
        let document = try PageSample.small([("a", [("swift", [100, 110, 90, 400, 100])])])
        let row = StripFigure(Table(document)).groups[0].rows[0]
        let path = try #require(row.figure.renderText.firstMatch(of: /<path d="([^"]+)"/)).1
        #expect(path == "M261 2v4M377 6v4M145 10v4M600 14v4M261 18v4")
        #expect(row.figure.renderText.split(separator: "<circle").count == 6)
    }
}
