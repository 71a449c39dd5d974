package groovyinfra.connect

import groovy.transform.CompileStatic
import groovyinfra.connect.local.LocalConnector
import groovyinfra.connect.ssh.LocalUser
import groovyinfra.connect.ssh.SshConnector
import groovyinfra.model.Command
import groovyinfra.model.Host
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Step
import java.nio.file.Files
import java.nio.file.Path
import java.security.DigestInputStream
import java.security.MessageDigest

/**
 * A program with little memory: has a host print this many random bytes, and compares the host's sha256 of them with that of the
 * spooled output. Arguments: bytes, and for a server instead of this machine its port, the user, the home of the client.
 */
@CompileStatic
class HugeOutput {
    static final String SCRIPT = 'head -c "$BYTES" /dev/urandom | { mkfifo "$F"; sha256sum <"$F" >&2 & tee "$F"; wait; rm "$F"; }'

    static void main(String[] arguments) {
        def bytes = arguments[0] as long
        def connector = arguments.length > 1
            ? new SshConnector(
                new LocalUser(arguments[2], Path.of(arguments[3]), Optional.<Path> empty()), Asker.NOBODY, Optional.empty(), { })
            : new LocalConnector()
        def settings = arguments.length > 1 ? [port: arguments[1] as int] as Map<String, Object> : [:] as Map<String, Object>
        def host = new Host('one', '127.0.0.1', 'ssh', settings, [:], ['all'], Options.NONE)
        def session = ShellSession.open(host, connector)
        def fifo = "/tmp/.huge-output-${ProcessHandle.current().pid()}".toString()
        def options = Options.NONE.with(Option.ENV, [BYTES: bytes.toString(), F: fifo])
        def begun = System.nanoTime()
        def step = new Step.Run(Command.raw(SCRIPT), Options.NONE, Optional.empty())
        def result = session.carryOut([step], options, Session.Progress.SILENT).first()
        def seconds = (System.nanoTime() - begun) / 1e9
        def file = result.stdoutFile().get()
        println "${result.exit().shown()}, ${Files.size(file)} bytes, text of ${result.stdout().length()} characters"
        println "host:   ${result.stderr().split(' ').first()}"
        println "runner: ${sha256(file)}"
        System.err.println "${String.format('%.1f', seconds)} s"
        session.close()
        System.exit(0)
    }

    private static String sha256(Path file) {
        def digest = MessageDigest.getInstance('SHA-256')
        new DigestInputStream(Files.newInputStream(file), digest).withCloseable { it.transferTo(OutputStream.nullOutputStream()) }
        digest.digest().encodeHex().toString()
    }
}
