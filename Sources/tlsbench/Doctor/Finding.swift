/// One thing about the machine that decides what can be measured on it.
struct Finding: Codable, Hashable {
    let level: Level
    /// What it is about.
    let topic: String
    /// What was found.
    let fact: String
    /// What one can do about it; nil where nothing is to be done.
    let advice: String?

    /// Whether it is well.
    enum Level: String, Codable {
        /// As it should be.
        case good
        /// Worth knowing.
        case note
        /// It costs precision.
        case warning
    }

    init(_ level: Level, _ topic: String, _ fact: String, advice: String? = nil) {
        self.level = level
        self.topic = topic
        self.fact = fact
        self.advice = advice
    }
}
