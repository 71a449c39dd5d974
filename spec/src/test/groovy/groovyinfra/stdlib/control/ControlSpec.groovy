package groovyinfra.stdlib.control

import groovyinfra.model.ProblemException
import groovyinfra.model.Step
import groovyinfra.stdlib.Body
import groovyinfra.stdlib.Shells
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ControlSpec extends Specification {
    static final Control CONTROL = new Control()

    @TempDir
    Path folder

    def 'message, pause, confirm, fail, reconnect and waitFor run always and touch nothing'() {
        when:
        def work = new Body().work(call)

        then:
        work.always()
        work.touches().empty
        work.steps().size() == 1

        where:
        call << [
            { CONTROL.message('hi') }, { CONTROL.pause('2 s') }, { CONTROL.confirm('sure?') }, { CONTROL.fail('no') }, { CONTROL.reconnect() },
            { CONTROL.waitFor(port: 80) }, { CONTROL.waitFor(80) }, { CONTROL.waitFor(file: '/x') }, { CONTROL.waitFor(url: 'http://x') }
        ]
    }

    def 'message says its text, even with values in it'() {
        expect:
        new Body().steps { CONTROL.message("${1 + 1} hosts") } == ['2 hosts']
    }

    def 'fail fails with its reason'() {
        when:
        local { CONTROL.fail('only Debian') }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().detail() == 'only Debian'
    }

    def 'confirm goes on after yes, and fails after no'() {
        expect:
        local(true) { CONTROL.confirm('sure?') } == 'yes'

        when:
        local(false) { CONTROL.confirm('sure?') }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().detail() == "the answer to 'sure?' was no"
    }

    def 'pause of #duration'() {
        expect:
        new Body().steps { CONTROL.pause(duration) } == [step]

        where:
        duration || step
        '5 s'    || 'sleep 5'
        '2 min'  || 'sleep 120'
        '500 ms' || 'sleep 0.5'
    }

    def 'call runs its closure when the step runs, not before, and gives its value'() {
        given:
        def calls = []

        when:
        def work = new Body().work { CONTROL.call { calls << 1; 'value' } }

        then:
        calls == []
        work.always()
        !work.touches().empty
        ((Step.Local) work.steps().first()).action().call().stdout() == 'value'
        calls == [1]
    }

    def 'call gives #value as #text'() {
        expect:
        local { CONTROL.call { value } } == text

        where:
        value    || text
        'a'      || 'a'
        "a${1}"  || 'a1'
        2        || '2'
        null     || ''
    }

    def 'waitFor needs one thing to wait for: #arguments'() {
        when:
        new Body().work { CONTROL.waitFor(arguments) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().summary() == 'Nothing to wait for'

        where:
        arguments << [[:], [port: 80, file: '/x']]
    }

    def 'waitFor port #port is refused'() {
        when:
        new Body().work { CONTROL.waitFor(port: port) }

        then:
        def failure = thrown(ProblemException)
        failure.problems().first().detail() == "waitFor gets port: $port"

        where:
        port << [0, -1, 70000]
    }

    def 'waitFor is shown as what it waits for: #shown'() {
        expect:
        new Body().work { CONTROL.waitFor(arguments) }.steps()*.shown() == [shown]

        where:
        arguments                       || shown
        [port: 80]                      || 'wait up to 60 s until port 80 of 127.0.0.1 is there'
        [port: 80, address: '10.0.0.9'] || 'wait up to 60 s until port 80 of 10.0.0.9 is there'
        [file: '/x', within: '5 s']     || 'wait up to 5 s until /x is there'
        [url: 'http://x', present: false] || 'wait up to 60 s until http://x is gone'
    }

    def 'waitFor a file by #shell: #present and #there'() {
        given:
        def path = folder.resolve("it's")
        if (there) Files.createFile(path)
        def script = new Body().steps { CONTROL.waitFor(file: path.toString(), within: '0 s', present: present) }.first()

        when:
        def failure = failureOf(shell, script)

        then:
        failure == (there == present ? null : "exit 1: $path is ${present ? 'not there' : 'still there'} after 0 s\n".toString())

        where:
        [shell, present, there] << [Shells.all(), [true, false], [true, false]].combinations()
    }

    def 'waitFor a port by #shell'() {
        given:
        def server = new ServerSocket(0, 5, InetAddress.loopbackAddress)
        def script = new Body().steps { CONTROL.waitFor(port: server.localPort, within: '0 s') }.first()

        expect:
        failureOf(shell, script) == null

        when:
        server.close()

        then:
        failureOf(shell, script).startsWith("exit 1: port $server.localPort of 127.0.0.1 is not there")

        where:
        shell << Shells.all()
    }

    private String local(boolean yes = true, Closure call) {
        ((Step.Local) new Body(yes: yes).work(call).steps().first()).action().call().stdout()
    }

    private static String failureOf(String shell, String script) {
        try {
            Shells.output(shell, script)
            null
        } catch (IllegalStateException failure) {
            failure.message
        }
    }
}
