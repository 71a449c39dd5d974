package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.connect.Channel
import groovyinfra.connect.Connection
import groovyinfra.model.Exit
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
@Requires({ Sshd.usable() })
class UnreadOutputSpec extends Specification {
    private static final int TURNS = 150
    private static final int EACH = 200_000
    private static final int WINDOW = 2 << 20

    @AutoCleanup Sshd sshd = Sshd.start()
    @AutoCleanup SshConnector connector = new SshConnector(sshd.localUser, Asker.NOBODY, Optional.empty(), { })

    // As everybody reads: a stream of errors that nobody reads would hold up the other one.
    private static CompletableFuture<String> readAside(Channel channel) {
        def said = new CompletableFuture<String>()
        Thread.startVirtualThread {
            try {
                said.complete(channel.stderr().text)
            } catch (Throwable broken) {
                said.completeExceptionally(broken)
            }
        }
        said
    }

    private static long asLongAsItMoves(Connection connection, Path progress) {
        long last = 0
        int same = 0
        while (same < 5) {
            def look = connection.spawn("cat '$progress'")
            def now = (look.stdout().text.trim() ?: '0') as long
            same = now == last && now > 0 ? same + 1 : 0
            last = now
        }
        last
    }

    def 'a command that says more than is read waits, also while its errors are read, and the connection lives'() {
        given:
        def connection = connector.open(sshd.host())
        def progress = Files.writeString(sshd.folder.resolve('progress'), '')
        def channel = connection.spawn("i=0; while [ \$i -lt $TURNS ]; do i=\$((i + 1)); echo \$i >'$progress'; " +
                "head -c $EACH /dev/zero; echo turn \$i >&2; done")

        when: 'nobody reads the output'
        def said = readAside(channel)
        def turns = asLongAsItMoves(connection, progress)

        then: 'what is on its way are the window and the buffers of the system'
        turns * EACH < WINDOW * 2

        when: 'somebody does'
        def length = channel.stdout().withStream { out ->
            def buffer = new byte[50_000]
            long sum = 0
            for (int read = out.read(buffer); read >= 0; read = out.read(buffer)) {
                sum += read
            }
            sum
        }

        then: 'all of it comes'
        length == TURNS * EACH
        said.get().readLines() == (1..TURNS).collect { "turn $it" as String }
        channel.exit() == new Exit.Code(0)

        cleanup:
        connection?.close()
    }
}
