internal import BenchReport
internal import Foundation
internal import Mustache

/// What a browser may take for markup: nothing but what is built here, where every text is escaped. Templates have it unescaped.
struct Markup: MustacheCustomRenderable {
    let renderText: String
    var isNull: Bool { renderText.isEmpty }

    private init(safe: String) { renderText = safe }

    /// A text, whatever is in it.
    static func text(_ text: String) -> Markup { Markup(safe: xmlEscaped(text)) }

    /// An element. Names are our own literals; values of attributes are escaped.
    static func element(
        _ name: StaticString,
        _ attributes: KeyValuePairs<StaticString, String> = [:],
        _ children: [Markup] = []
    ) -> Markup {
        var text = "<\(name)"
        for (key, value) in attributes { text += " \(key)=\"\(xmlEscaped(value))\"" }
        guard !children.isEmpty else { return Markup(safe: text + "/>") }
        return Markup(safe: text + ">" + children.map(\.renderText).joined() + "</\(name)>")
    }

    /// A text of our own, as it is: only for what no file has a part in.
    static func ownText(_ text: String) -> Markup { Markup(safe: text) }

    /// One after the other.
    static func joined(_ parts: [Markup]) -> Markup { Markup(safe: parts.map(\.renderText).joined()) }
}

/// Escapes what templates have in double braces, scalar by scalar. Mustache's own way goes by characters, and a quotation mark
/// with a combining accent is another character, but still the end of an attribute.
struct EscapedByScalar: MustacheContentType {
    /// What the pragma in the template calls it.
    static let name = "SCALARS"

    func escapeText(_ text: String) -> String { xmlEscaped(text) }
}
