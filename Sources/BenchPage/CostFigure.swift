internal import BenchReport
internal import BenchStatistics
internal import Foundation

/// Throughput over the length of a record, both logarithmic: a panel for each operation, with what was measured as marks and
/// what a fixed cost and one for each octet come to as a line.
struct CostFigure {
    let panels: [Panel]
    /// Everybody who has a line, in the order of the table.
    let names: [String]

    /// One operation.
    struct Panel {
        let title: String
        let figure: Markup
        let rows: [Row]
    }

    /// The fit of one backend.
    struct Row {
        let name: String
        let mark: Markup
        let fixed: String
        let perOctet: String
        let limit: String
        let half: String
        let unexplained: String
    }

    init?(_ table: Table) {
        let operations = CostFits(table).operations
        guard !operations.isEmpty else { return nil }
        let all = operations.flatMap { $0.series.flatMap(\.points) }
        let across = LogAxis(all.map(\.units), base: 4, from: 0.17, to: 0.96)
        let upwards = LogAxis(
            all.map { $0.units / $0.cost * 1e9 },
            base: 10,
            from: Self.height - 30,
            to: 14,
            isTight: true
        )
        names = table.columns.map(\.name).filter { name in
            operations.contains { $0.series.contains { $0.column.name == name } }
        }
        panels = operations.map { operation in
            Panel(
                title: operation.label,
                figure: Self.figure(operation, across, upwards),
                rows: operation.series.map(Row.init)
            )
        }
    }

    /// Of each figure.
    static let height = 236.0

    private static func figure(_ operation: CostFits.Operation, _ across: LogAxis, _ upwards: LogAxis) -> Markup {
        var pieces: [Markup] = []
        for tick in upwards.roundTicks {
            let y = upwards.place(tick)
            let text = tick < 1e9 ? "\(SVG.number(tick / 1e6, digits: 2)) MB/s" : "\(SVG.number(tick / 1e9)) GB/s"
            pieces.append(SVG.line(0, y, 1, y, "grid"))
            pieces.append(SVG.text(0, y - 3, text, .start, "tick"))
        }
        for tick in across.ticks(most: 4) {
            let x = across.place(tick)
            pieces.append(SVG.line(x, height - 24, x, height - 20, "axis"))
            pieces.append(
                SVG.text(x, height - 7, Wording.grouped(Int(exactly: tick) ?? .max), x > 0.9 ? .end : .middle, "tick")
            )
        }
        for series in operation.series {
            let (look, fit) = (Look(series.column.backend), series.fit)
            let units = series.points.map(\.units)
            let (first, last) = (units.min() ?? 1, units.max() ?? 1)
            // Straight pieces between so many places look like the curve that they are of.
            let curve = (0...24).compactMap { step -> (Double, Double)? in
                let octets = first * pow(last / first, Double(step) / 24)
                let cost = fit.fixedCost.estimate + fit.perUnit.estimate * octets
                return cost > 0 ? (across.place(octets), upwards.place(octets / cost * 1e9)) : nil
            }
            pieces += SVG.path(curve, "curve \(look.style)")
            pieces += series.points.map {
                SVG.mark(look, across.place($0.units), upwards.place($0.units / $0.cost * 1e9))
            }
        }
        let name = operation.series.map { "\($0.column.name) \(Row($0).limit) for long records" }.joined(
            separator: ", "
        )
        return SVG.figure("\(operation.label), throughput over octets: \(name)", height: height, pieces)
    }
}

extension CostFigure.Row {
    fileprivate init(_ series: CostFits.Series) {
        let fit = series.fit
        name = series.column.name
        mark = Look(series.column.backend).legend
        let reach = Quantities.percent(abs(fit.fixedCost.halfWidth / fit.fixedCost.estimate))
        fixed = "\(Quantities.duration(fit.fixedCost.estimate)) ±\(reach)"
        perOctet = String(Quantities.perOctet(fit.perUnit.estimate).prefix { $0 != "/" })
        let isRising = fit.perUnit.estimate > 0
        limit = isRising ? Quantities.throughput(octets: 1, nanoseconds: fit.perUnit.estimate) : "–"
        let octets = fit.fixedCost.estimate / fit.perUnit.estimate
        half = isRising && octets >= 0 && octets < 1e9 ? Wording.grouped(Int(octets)) : "–"
        unexplained = "±" + Quantities.percent(fit.relativeError)
    }
}
