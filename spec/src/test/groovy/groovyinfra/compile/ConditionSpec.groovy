package groovyinfra.compile

import groovyinfra.model.Exit
import groovyinfra.model.Option
import groovyinfra.model.Result
import java.time.Duration

/** Options whose value is a closure over the result. */
class ConditionSpec extends ProgramSpecification {

    def 'closures over a result compile, and tell results apart: #closure'() {
        when:
        def given = run("def limit = 2\nboolean bad(result) { result.exitCode > 2 }\ntool.shell 'x', $name: $closure").calls[0].options()
        def condition = given.get(Option.named(name).get()).get()

        then:
        condition.test(result(3, 'text', 'no')) == first
        condition.test(result(0, '', '')) == second

        where:
        [[closure, first, second], name] << [[
            ['{ it.stdout.empty }', false, true],
            ['{ !it.stdout.isEmpty() }', true, false],
            ['{ it.exitCode > 2 }', true, false],
            ['{ r -> r.stdout.trim() == "text" && r.stderr }', true, false],
            ['{ Result r -> r.exitCode == 0 }', false, true],
            ['r -> r.exitCode == 0', false, true],
            ['{ it.stdout =~ /te.t/ }', true, false],
            ['{ it.stdout ==~ /te/ }', false, false],
            ['{ it.stdout }', true, false],
            ['{ it.stdout.readLines().any { line -> line.startsWith("t") } }', true, false],
            ['{ it.exitCode > limit }', true, false],
            ['{ -> true }', true, true],
            ['this.&bad', true, false],
        ], ['changedIf', 'failedIf', 'retryUntil']].combinations()
    }

    def 'the closure may stand elsewhere, or be an option of a block'() {
        expect:
        run("def calm = { it.stdout.empty }\ntool.shell 'x', failedIf: calm").calls[0].options().get(Option.FAILED_IF).get().test(result(0, '', ''))
        run("options(failedIf: { it.exitCode != 1 }) { tool.shell 'x' }").calls[0].options().get(Option.FAILED_IF).get().test(result(0, '', ''))
    }

    private static Result result(int code, String out, String err) {
        new Result(new Exit.Code(code), out, err, Duration.ZERO)
    }
}
