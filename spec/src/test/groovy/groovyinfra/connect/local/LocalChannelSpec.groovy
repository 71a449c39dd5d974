package groovyinfra.connect.local

import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

@Timeout(60)
class LocalChannelSpec extends Specification {
    @AutoCleanup
    def connection = new LocalConnection()

    def 'a virtual thread that waits for #stream of a silent process keeps no carrier from others'() {
        given:
        def channel = connection.spawn('exec sleep 60')
        def from = stream == 'stdout' ? channel.stdout() : channel.stderr()
        def came = []

        when:
        def waiting = Thread.ofVirtual().start { came << from.read(new byte[10]) }

        then:
        new PollingConditions(timeout: 30).eventually {
            assert waiting.state == Thread.State.WAITING
        }

        when:
        channel.close()
        waiting.join()

        then:
        came == [-1]

        where:
        stream << ['stdout', 'stderr']
    }

    def 'what a process says arrives as it was, to its end'() {
        given:
        def channel = connection.spawn('head -c 1000000 /dev/zero | tr "\\0" x; printf e >&2')

        expect:
        channel.stdout().text == 'x' * 1_000_000
        channel.stderr().text == 'e'
        channel.stdout().read() == -1
        channel.exit().code() == 0
    }
}
