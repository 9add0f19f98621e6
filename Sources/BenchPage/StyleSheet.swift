extension Markup {
    /// The page's style sheet.
    static var styleSheet: Markup { .joined([figureStyle, .ownText(text(PackageResources.style_css))]) }

    /// Of it what figures need: colours, light and dark, and lines.
    static var figureStyle: Markup { .ownText(text(PackageResources.figures_css)) }

    private static func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }
}
