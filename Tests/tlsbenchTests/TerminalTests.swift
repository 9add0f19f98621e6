import BenchReport
import Foundation
import Testing

@testable import tlsbench

@Suite struct `Standard output` {
    /// A terminal that nobody sits at: the master's end of one answers as the other does (pty(7)).
    private func withTerminal(_ body: (Int32) -> Void) throws {
        let descriptor = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        body(descriptor)
    }

    @Test func `has colours on a terminal, unless they are not wanted`() throws {
        try withTerminal { terminal in
            #expect(Terminal.isColoured(terminal, ["TERM": "xterm"]))
            #expect(Terminal.isColoured(terminal, ["TERM": "xterm", "NO_COLOR": ""]))
            #expect(!Terminal.isColoured(terminal, ["TERM": "xterm", "NO_COLOR": "1"]))
            #expect(!Terminal.isColoured(terminal, ["TERM": "dumb"]))
            #expect(!Terminal.isColoured(terminal, [:]))
        }
        let file = unsafe open("/dev/null", O_WRONLY)
        defer { close(file) }
        #expect(!Terminal.isColoured(file, ["TERM": "xterm"]))
    }

    @Test func `is as wide as the terminal, or as COLUMNS says`() throws {
        try withTerminal { terminal in
            var size = winsize(ws_row: 24, ws_col: 133, ws_xpixel: 0, ws_ypixel: 0)
            #expect(unsafe ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
            #expect(Terminal.columns(of: [-1, terminal], [:]) == 133)
            #expect(Terminal.columns(of: [terminal], ["COLUMNS": "99"]) == 99)
            #expect(Terminal.columns(of: [terminal], ["COLUMNS": "many"]) == 133)
        }
        #expect(Terminal.columns(of: [-1], [:]) == nil)
    }
}
