import BenchReport
import Testing

@Suite struct `JUnit's XML` {
    @Test func `has all outcomes, counted`() {
        let suite = JUnitSuite(
            name: "gate",
            started: "2026-11-24T13:23:48Z",
            properties: [.init("seed", "1")],
            cases: [
                .init(className: "a", name: "passes", seconds: 1.25, outcome: .passed),
                .init(
                    className: "a",
                    name: "fails",
                    seconds: 0.5,
                    outcome: .failure(type: "regressed", message: "+3.4 %"),
                    output: "A: 1\nB: 2"
                ),
                .init(className: "b", name: "breaks", seconds: 0, outcome: .error(type: "failed", message: "crash")),
                .init(className: "b", name: "waits", seconds: 0, outcome: .skipped(message: "inconclusive")),
            ]
        )
        #expect(
            JUnitSuite.xml([suite]) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites tests="4" failures="1" errors="1" time="1.750">
                  <testsuite name="gate" tests="4" failures="1" errors="1" time="1.750" skipped="1" \
                timestamp="2026-11-24T13:23:48">
                    <properties>
                      <property name="seed" value="1"/>
                    </properties>
                    <testcase classname="a" name="passes" time="1.250"/>
                    <testcase classname="a" name="fails" time="0.500">
                      <failure type="regressed" message="+3.4 %"/>
                      <system-out>A: 1&#10;B: 2</system-out>
                    </testcase>
                    <testcase classname="b" name="breaks" time="0.000">
                      <error type="failed" message="crash"/>
                    </testcase>
                    <testcase classname="b" name="waits" time="0.000">
                      <skipped message="inconclusive"/>
                    </testcase>
                  </testsuite>
                </testsuites>

                """
        )
    }

    @Test func `escapes markup, and what XML cannot say`() {
        let nasty = "a<b>&\"c\"\n\t\u{0}\u{1B}[31m\u{FFFE}]]> é"
        let escaped = "a&lt;b&gt;&amp;&quot;c&quot;&#10;&#9;\u{FFFD}\u{FFFD}[31m\u{FFFD}]]&gt; é"
        let text = JUnitSuite.xml([
            JUnitSuite(
                name: nasty,
                properties: [.init(nasty, nasty)],
                cases: [
                    .init(className: nasty, name: nasty, seconds: 0, outcome: .skipped(message: nasty), output: nasty)
                ]
            )
        ])
        #expect(text.components(of: escaped) == 7)
        #expect(!text.contains("<b>") && !text.unicodeScalars.contains("\u{1B}"))
    }
}

extension String {
    /// How often `part` is in it.
    fileprivate func components(of part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
