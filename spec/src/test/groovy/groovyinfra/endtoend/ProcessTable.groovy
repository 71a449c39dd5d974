package groovyinfra.endtoend

import groovy.transform.CompileStatic
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ConcurrentSkipListSet
import java.util.concurrent.atomic.AtomicInteger

/** Looks at the arguments and environments of all processes of this machine and of its hosts, but this one, until it is closed. */
@CompileStatic
class ProcessTable implements Closeable {
    /** The texts that were seen, each with the files that had it. */
    final Set<String> seen = new ConcurrentSkipListSet<>()
    final AtomicInteger looks = new AtomicInteger()
    private final List<String> texts
    private final Thread watcher

    /** From now on, it looks for these. */
    ProcessTable(List<String> texts) {
        this.texts = texts
        this.watcher = Thread.ofPlatform().daemon().start { watch() }
    }

    @Override
    void close() {
        watcher.interrupt()
        watcher.join()
    }

    private void watch() {
        def own = ProcessHandle.current().pid() as String
        while (!Thread.interrupted()) {
            for (pid in new File('/proc').list()) {
                if (Character.isDigit(pid.charAt(0)) && pid != own) {
                    look(Path.of('/proc', pid, 'cmdline'))
                    look(Path.of('/proc', pid, 'environ'))
                }
            }
        }
    }

    private void look(Path file) {
        looks.incrementAndGet()
        def found = read(file)
        texts.findAll { found.contains(it) }.each { seen << "$it in $file.fileName".toString() }
    }

    private static String read(Path file) {
        try {
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
        } catch (IOException gone) {
            ''
        }
    }
}
