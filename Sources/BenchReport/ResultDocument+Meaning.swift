extension ResultDocument {
    /// Whether it is of `tlsbench run`: what `phases` measures beside phases is there to be subtracted.
    public var isRun: Bool { kind == "run" && tool.argv.first != "phases" }

    /// Whether it was ended before its time, or is what was written until then.
    public var isInterrupted: Bool { partial != nil || tool.warnings.contains { $0.hasPrefix("interrupted") } }
}
