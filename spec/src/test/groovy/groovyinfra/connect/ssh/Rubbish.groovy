package groovyinfra.connect.ssh

import groovy.transform.CompileStatic
import java.nio.charset.StandardCharsets
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger

/** A server that is none: it says what it was told to say, hangs up at a null, and otherwise stays silent. */
@CompileStatic
class Rubbish implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.loopbackAddress)
    private final List<Socket> open = [].asSynchronized() as List<Socket>
    private final AtomicInteger visits = new AtomicInteger()
    private final CountDownLatch visited = new CountDownLatch(1)

    Rubbish(List<String> says) {
        Thread.startDaemon('rubbish') {
            try {
                while (true) {
                    Socket visitor = server.accept()
                    visits.incrementAndGet()
                    open << visitor
                    speak(visitor, says)
                    visited.countDown()
                }
            } catch (IOException ignored) {
                // the specification is over
            }
        }
    }

    int getPort() {
        server.localPort
    }

    int getVisitors() {
        visits.get()
    }

    /** Returns when somebody has come, and was told everything. */
    void awaitVisitor() {
        visited.await(10, TimeUnit.SECONDS)
    }

    private static void speak(Socket visitor, List<String> says) {
        for (String word : says) {
            if (word == null) {
                // Takes in what the visitor says: a reset would overtake the words.
                visitor.shutdownOutput()
                visitor.soTimeout = 200
                try {
                    visitor.inputStream.transferTo(OutputStream.nullOutputStream())
                } catch (IOException ignored) {
                    // enough
                }
                visitor.close()
            } else {
                visitor.outputStream.write(word.getBytes(StandardCharsets.ISO_8859_1))
            }
        }
    }

    @Override
    void close() {
        server.close()
        open*.close()
    }
}
