public import BenchFleet
internal import Mustache

/// What runs of many machines say, as one page for a browser: no scripts, and nothing from elsewhere.
public struct FleetPage: Sendable {
    /// The page, in UTF-8.
    public let html: String

    /// Draws the report; throws where the template is broken.
    public init(_ report: FleetReport) throws {
        MustacheContentTypes.register(EscapedByScalar(), named: EscapedByScalar.name)
        let template = try MustacheTemplate(string: String(decoding: PackageResources.fleet_mustache, as: UTF8.self))
        html = template.render(FleetContent(report))
    }
}
