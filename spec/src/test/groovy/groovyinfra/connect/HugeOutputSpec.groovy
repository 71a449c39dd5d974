package groovyinfra.connect

import groovyinfra.connect.ssh.Sshd
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** Output that would not fit into memory. */
@Requires({ Sshd.usable() })
class HugeOutputSpec extends Specification {
    @AutoCleanup Sshd sshd

    def 'a runner with 128 MB of memory takes 1 GiB of output, and the last byte is right'() {
        given:
        sshd = Sshd.start()
        def bytes = 1L << 30
        def command = [
            ProcessHandle.current().info().command().get(), '-Xmx128m', '-XX:+UseSerialGC', '-cp', System.getProperty('java.class.path'),
            'groovyinfra.connect.HugeOutput', bytes.toString(), sshd.port.toString(), sshd.user, sshd.home.toString()]

        when:
        def process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        def lines = process.inputStream.readLines()

        then:
        process.waitFor(10, TimeUnit.SECONDS)
        lines[0].startsWith("exit 0, $bytes bytes, text of ")
        lines[1].startsWith('host:   ')
        lines[1].drop(8) ==~ /[0-9a-f]{64}/
        lines[2].drop(8) == lines[1].drop(8)
    }
}
