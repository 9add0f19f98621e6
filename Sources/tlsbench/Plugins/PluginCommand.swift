internal import ArgumentParser

/// `tlsbench plugin`: what is about plug-ins themselves, and no measurement.
struct PluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin",
        abstract: "Check a plug-in, which brings another library as a column.",
        discussion: """
            A plug-in is a shared library behind the interface of tlsbench_plugin.h. With --plugin NAME=PATH it is a column of \
            run, isa, phases, icount, timing, verify, list and doctor.

            Examples:
              tlsbench plugin check ./mine.so
              tlsbench run --backend swift,openssl --plugin mine=./mine.so

            \(PluginCheck.statuses)
            """,
        subcommands: [PluginCheck.self]
    )
}
