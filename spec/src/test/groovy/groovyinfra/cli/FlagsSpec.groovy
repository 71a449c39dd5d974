package groovyinfra.cli

import groovyinfra.model.Identity
import groovyinfra.model.Option
import groovyinfra.report.Event
import groovyinfra.report.Masker
import groovyinfra.report.Summary
import picocli.CommandLine
import spock.lang.Specification

import java.time.Duration

class FlagsSpec extends Specification {

    static <T> T parsed(T flags, List<String> arguments) {
        new CommandLine(flags).parseArgs(arguments as String[])
        flags
    }

    def 'flags of the connection become settings of every host: #arguments'() {
        expect:
        parsed(new LoginFlags(), arguments).settings() == settings

        where:
        arguments                          || settings
        []                                 || [:]
        ['-u', 'deploy', '-p', '2222']     || [user: 'deploy', port: 2222]
        ['--user=deploy', '--port=2222']   || [user: 'deploy', port: 2222]
        ['--key', 'a', '--key', 'b']       || [key: ['a', 'b']]
        ['--ask-password']                 || [askPassword: true]
    }

    def 'flags become options of every call: #arguments'() {
        expect:
        parsed(new LoginFlags(), arguments).options().values() == options

        where:
        arguments                          || options
        []                                 || [:]
        ['--sudo=root']                    || [(Option.SUDO): Identity.root()]
        ['--sudo=postgres']                || [(Option.SUDO): new Identity.Sudo('postgres')]
        ['--chdir', '/srv']                || [(Option.CHDIR): '/srv']
        ['--timeout', '90s']               || [(Option.TIMEOUT): Duration.ofSeconds(90)]
        ['--timeout', '1h']                || [(Option.TIMEOUT): Duration.ofHours(1)]
    }

    def 'limits of connections and calls are numbers'() {
        expect:
        parsed(new LoginFlags(), ['--parallel', '3', '--handshakes', '5']).with {
            [parallel(), handshakes(), demoReset(), hostKeys()] ==
                [OptionalInt.of(3), OptionalInt.of(5), false, Optional.empty()]
        }
        parsed(new LoginFlags(), ['--demo-reset', '--host-keys', 'accept-new']).with {
            [parallel(), demoReset(), hostKeys().get()] == [OptionalInt.empty(), true, 'accept-new']
        }
    }

    def 'so many of #hosts hosts may fail: #arguments'() {
        expect:
        parsed(new ApplyFlags(), arguments).tolerated(hosts) == tolerated

        where:
        arguments              | hosts || tolerated
        []                     | 10    || OptionalInt.empty()
        ['--fail-fast']        | 10    || OptionalInt.of(0)
        ['--max-fail', '3']    | 10    || OptionalInt.of(3)
        ['--max-fail=25%']     | 10    || OptionalInt.of(2)
        ['--max-fail=10%']     | 5     || OptionalInt.of(0)
        ['--max-fail=100%']    | 7     || OptionalInt.of(7)
    }

    def 'flags of the output: #arguments'() {
        given:
        def flags = parsed(new OutputFlags(), arguments)

        expect:
        [flags.verbosity(), flags.quiet(), flags.json(), flags.debug()] == [verbosity, quiet, json, debug]

        where:
        arguments   || verbosity | quiet | json  | debug
        []          || 0         | false | false | false
        ['-v']      || 1         | false | false | false
        ['-vv']     || 2         | false | false | false
        ['-v', '-v'] || 2        | false | false | false
        ['--quiet'] || 0         | true  | false | false
        ['--json']  || 0         | false | true  | false
        ['--debug'] || 0         | false | false | true
    }

    def 'the command to type next is the same again, for the hosts that are left: #arguments'() {
        given:
        def summary = new Summary(ends.collect { host, end -> new Summary.HostSummary(host, end, 0, 0, 0, 0, 0, 0, 0, [] as Set) }, false)
        def invocation = new Invocation(new Surroundings([:], null, null, null, null), arguments, new Masker(), null)

        expect:
        new NextCommand(invocation).apply(summary).orElse(null) == next

        where:
        arguments                                         | ends                                            || next
        ['run', 'd.groovy', '-y']                         | [a: done()]                                     || null
        ['run', 'd.groovy', '-y']                         | [a: done(), b: missed()]                        || 'groovy-infra run d.groovy -y --limit b'
        ['run', 'd.groovy', '-y']                         | [a: missed(), b: missed()]                      || 'groovy-infra run d.groovy -y'
        ['run', 'd.groovy', '--limit', 'all']             | [a: done(), 'w-1': missed(), 'w-2': missed()]   || "groovy-infra run d.groovy --limit 'w-[1-2]'"
        ['run', '--limit=all', 'd.groovy']                | [a: done(), b: missed()]                        || 'groovy-infra run d.groovy --limit b'
        ['run', 'd.groovy', '--set', 'x=a b']             | [a: done(), b: missed()]                        || "groovy-infra run d.groovy --set 'x=a b' --limit b"
        ['run', 'd.groovy']                               | [a: new Event.End.Left('x'), b: done()]         || null
        ['run', '--demo-reset', 'd.groovy']               | [a: done(), b: missed()]                        || 'groovy-infra run d.groovy --limit b'
        ['run', '--demo-reset', 'd.groovy']               | [a: missed(), b: missed()]                      || 'groovy-infra run d.groovy'
    }

    def 'the command to type next is for all hosts where one that is left needs another: #arguments #needed'() {
        given:
        def summary = new Summary([a: done(), b: missed(), c: missed()].collect { host, end ->
            new Summary.HostSummary(host, end, 0, 0, 0, 0, 0, 0, 0, (needed[host] ?: []) as Set)
        }, false)
        def invocation = new Invocation(new Surroundings([:], null, null, null, null), arguments, new Masker(), null)

        expect:
        new NextCommand(invocation).apply(summary).get() == next

        where:
        arguments                                                 | needed            || next
        ['run', 'd.groovy', '-y']                                 | [b: ['a']]        || 'groovy-infra run d.groovy -y'
        ['run', 'd.groovy', '-y']                                 | [b: ['c']]        || "groovy-infra run d.groovy -y --limit b,c"
        ['run', 'd.groovy', '-y']                                 | [a: ['c']]        || "groovy-infra run d.groovy -y --limit b,c"
        ['run', 'd.groovy', '--limit', 'a,b,c']                   | [b: ['a']]        || "groovy-infra run d.groovy --limit a,b,c"
        ['run', 'd.groovy', '--limit', 'a,b,c', '-y']             | [b: ['elsewhere']] || "groovy-infra run d.groovy -y --limit a,b,c,elsewhere"
        ['run', '--limit=all', '--exclude', 'x', 'd.groovy']      | [b: ['x']]        || "groovy-infra run d.groovy --limit a,b,c,x"
    }

    static Event.End done() {
        new Event.End.Done()
    }

    static Event.End missed() {
        new Event.End.NotReached()
    }

    def 'each further Ctrl-C does the next thing, TERM begins at the second'() {
        given:
        def done = []
        def actions = [{ done << 'stop' } as Runnable, { done << 'kill' } as Runnable, { done << 'leave' } as Runnable]

        when:
        Interrupts.handle(actions).withCloseable { interrupts -> pressed.each { interrupts.pressed(it) } }

        then:
        done == expected

        where:
        pressed      || expected
        [0]          || ['stop']
        [0, 0]       || ['stop', 'kill']
        [0, 0, 0, 0] || ['stop', 'kill', 'leave', 'leave']
        [1]          || ['kill']
        [1, 0]       || ['kill', 'leave']
        [0, 1]       || ['stop', 'kill']
    }
}
