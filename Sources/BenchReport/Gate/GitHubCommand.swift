internal import BenchCore

/// A line that GitHub's runner takes from a job's output and shows next to the change (Workflow commands, "Setting an error
/// message").
struct GitHubCommand {
    /// How loud it is.
    enum Kind: String {
        case error, warning
    }

    let kind: Kind
    /// Of others, as is the message.
    let title: String
    let message: String

    /// The command. What would end a line, a property or the title is written as the runner reads it again; in a property colon
    /// and comma too.
    var line: String {
        let title = Self.data(title).replacing(":", with: "%3A").replacing(",", with: "%2C")
        return "::\(kind.rawValue) title=\(title)::\(Self.data(message))"
    }

    private static func data(_ text: String) -> String {
        PrintableLine(text, longest: 4000).text.replacing("%", with: "%25").replacing("\r", with: "%0D")
            .replacing("\n", with: "%0A")
    }
}
