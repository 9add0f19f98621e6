internal import ArgumentParser
internal import BenchReport

/// `--label`: what the user calls a result, for reports of many.
struct LabelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A label of the result, such as site=fra, to group many by; may be given again.",
            valueName: "key=value"
        ),
        transform: Self.label
    )
    var label: [RunLabel] = []

    /// The values by their keys; nil without any.
    var byKey: [String: String]? {
        label.isEmpty ? nil : Dictionary(label.map { ($0.key, $0.value) }) { first, _ in first }
    }

    func validate() throws {
        var keys: Set<String> = []
        for label in label where !keys.insert(label.key).inserted {
            throw ValidationError("--label: \(label.key) is given twice")
        }
        guard label.count <= RunLabel.most else { throw ValidationError("--label: at most \(RunLabel.most) labels") }
    }

    private static func label(_ text: String) throws -> RunLabel {
        do throws(RunLabel.Refusal) { return try RunLabel(text) } catch {
            throw ValidationError(error.description)
        }
    }
}
