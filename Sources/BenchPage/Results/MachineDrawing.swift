internal import BenchReport

/// A figure of a machine's results, and the file that it goes into.
struct MachineDrawing {
    let file: String
    let title: String
    let svg: String

    /// Speed, throughput, and CPU features where they were studied.
    static func all(_ results: StoredResults.Machine, _ table: Table, _ headlines: [Table.Row]) -> [MachineDrawing] {
        let document = results.run.document
        let commit = document.builds["A"]?.gitCommit.value.map { ", commit \($0.prefix(10))" } ?? ""
        let caption = "\(results.name), \(document.started.prefix(10))\(commit)"
        let reference = document.tool.reference
        let speed = SpeedFigure(headlines, reference: reference).map { figure in
            MachineDrawing(
                "speed.svg",
                "Speed beside \(reference)",
                caption + ": to the right is faster",
                figure.backends,
                [.init(title: "", figure: figure.figure, height: figure.height)]
            )
        }
        let throughput = CostFigure(table).map { figure in
            MachineDrawing(
                "throughput.svg",
                "Throughput over the length of a record",
                caption + ": octets across, both axes logarithmic",
                figure.names,
                figure.panels.map { .init(title: $0.title, figure: $0.figure, height: CostFigure.height) }
            )
        }
        let features = results.study.flatMap { study in
            LadderFigure(study.document).map { figure in
                MachineDrawing(
                    "features.svg",
                    "What CPU features are worth",
                    "\(results.name), \(study.document.started.prefix(10)). \(figure.explanation)",
                    figure.legend.map(\.name),
                    figure.panels.map { .init(title: $0.title, figure: $0.figure, height: $0.height) }
                )
            }
        }
        return [speed, throughput, features].compactMap(\.self)
    }

    private init(_ file: String, _ title: String, _ caption: String, _ legend: [String], _ panels: [Picture.Panel]) {
        self.file = file
        self.title = title
        svg = Picture(title: title, caption: caption, legend: legend, panels: panels).svg
    }
}
