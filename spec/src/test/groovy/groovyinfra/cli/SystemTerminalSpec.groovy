package groovyinfra.cli

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
@Requires({ System.getenv('CI') == 'true' || new File('/usr/bin/script').canExecute() })
class SystemTerminalSpec extends Specification {
    @TempDir
    Path home

    def 'a password is asked for on the terminal and not shown, also where the results go into a file'() {
        given:
        Files.writeString(home.resolve('hosts.yaml'), 'hosts: {here: {connector: local}}\ndata: {password: !secret {prompt: The password}}\n')

        when:
        def terminal = onTerminal("${java()} ${Main.name} exec -i hosts.yaml -- 'echo hi' > results")
        def seen = new StringBuilder()
        while (!seen.contains('The password: ')) {
            seen << (char) terminal.inputStream.read()
        }
        terminal.outputStream.withWriter { it << 'tiger\n' }
        seen << terminal.inputStream.text

        then:
        terminal.waitFor(30, TimeUnit.SECONDS)
        terminal.exitValue() == 0
        Files.readString(home.resolve('results')) == 'here: hi\n'
        !seen.contains('tiger')
        seen.contains('The password: \r\n')
    }

    def 'a question is seen where the errors go into a file'() {
        given:
        Files.writeString(home.resolve('hosts.yaml'), 'hosts: {here: {connector: local}}\ndata: {password: !secret {prompt: The password}}\n')

        when:
        def terminal = onTerminal("${java()} ${Main.name} exec -i hosts.yaml --color never -- 'echo hi' 2> log")
        def seen = new StringBuilder()
        while (!seen.contains('The password: ')) {
            seen << (char) terminal.inputStream.read()
        }
        terminal.outputStream.withWriter { it << 'tiger\n' }
        seen << terminal.inputStream.text

        then:
        terminal.waitFor(30, TimeUnit.SECONDS)
        terminal.exitValue() == 0
        seen.contains('here: hi')
        !seen.contains('tiger')
        !Files.readString(home.resolve('log')).contains('The password')
    }

    private static String java() {
        def words = [ProcessHandle.current().info().command().get(), '--enable-native-access=ALL-UNNAMED', '-cp', System.getProperty('java.class.path')]
        words.collect { "'$it'" }.join(' ')
    }

    /** The command with a terminal of its own, by the program script. */
    private Process onTerminal(String command) {
        def builder = new ProcessBuilder('script', '-qec', command, '/dev/null').directory(home.toFile()).redirectErrorStream(true)
        builder.environment().putAll(HOME: home.toString(), SHELL: '/bin/sh')
        builder.start()
    }
}
