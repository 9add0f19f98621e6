internal import BenchReport
public import Foundation
internal import Mustache

/// The pages and figures of a folder of results: what a forge shows of it.
public struct Publication: Sendable {
    /// The octets of each file, by its path in the folder.
    public let files: [(path: String, data: Data)]

    /// Draws everything anew; throws where the template is broken.
    public init(_ results: StoredResults) throws {
        let sections = try results.machines.map(MachineSection.init)
        MustacheContentTypes.register(EscapedByScalar(), named: EscapedByScalar.name)
        let template = try MustacheTemplate(string: String(decoding: PackageResources.results_mustache, as: UTF8.self))
        let list = template.render(["machines": sections])
        files =
            [("README.md", Data(list.utf8))]
            + sections.flatMap { section in
                [("\(section.key)/README.md", Data(Self.page(section).utf8))]
                    + section.drawings.map { ("\(section.key)/\($0.file)", Data($0.svg.utf8)) }
            }
    }

    /// Writes all files; those that are as they should be are left alone.
    ///
    /// - Returns: the paths of those that were not.
    public func write(to folder: String) throws -> [String] {
        var written: [String] = []
        for file in files {
            let path = "\(folder)/\(file.path)"
            if let old = try? Data(contentsOf: URL(fileURLWithPath: path)), old == file.data { continue }
            try ResultFile.write(file.data, to: path)
            written.append(file.path)
        }
        return written
    }

    /// Whether a file of a machine's folder is drawn from the others.
    static func isDrawn(_ file: String) -> Bool { file == "README.md" || file.hasSuffix(".svg") }

    private static func page(_ section: MachineSection) -> String {
        "# \(section.name)\n\nAll numbers of the run that stands for this machine in [Results](../README.md).\n\n"
            + section.numbers
    }
}
