extension Markup {
    /// The page's style sheet.
    static var styleSheet: Markup { .ownText(String(decoding: PackageResources.style_css, as: UTF8.self)) }
}
