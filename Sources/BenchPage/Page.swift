internal import BenchReport
internal import Mustache

/// Results as one page for a browser: no scripts, nothing from elsewhere, all figures inside.
public struct Page: Sendable {
    /// The page, in UTF-8.
    public let html: String

    /// Draws what the input has; throws where that is nothing, or where the template is broken.
    public init(_ input: PageInput) throws {
        let content = PageContent(input)
        guard content.hasSections else { throw PageRefusal.nothingToShow }
        MustacheContentTypes.register(EscapedByScalar(), named: EscapedByScalar.name)
        let template = try MustacheTemplate(string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
        html = template.render(content)
    }
}

/// Why there is no page.
public enum PageRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// No file has a run, phases, a study of CPU features or a trace.
    case nothingToShow

    /// One line for people.
    public var description: String {
        "nothing to show: a page takes what `run`, `phases`, `isa` and `trace` write as JSON, and a gate of two libraries; of "
            + "another gate `tlsbench verdict` prints the conclusion"
    }
}
