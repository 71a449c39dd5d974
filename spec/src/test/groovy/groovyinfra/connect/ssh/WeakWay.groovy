package groovyinfra.connect.ssh

import groovy.transform.CompileStatic
import java.util.concurrent.CopyOnWriteArrayList

/** A way to a port of this machine that can be cut, so that the far end does not notice. */
@CompileStatic
class WeakWay implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.loopbackAddress)
    private final List<Socket> near = new CopyOnWriteArrayList<>()
    private final List<Socket> far = new CopyOnWriteArrayList<>()
    private final int target
    /** Nobody gets through any more. */
    volatile boolean blocked
    /** What is said here is not heard there. */
    volatile boolean deaf
    /** What is said here is heard there when all is said, and at once. */
    volatile boolean held
    /** How many bytes were not heard. */
    volatile int unheard

    WeakWay(int target) {
        this.target = target
        Thread.startVirtualThread { accept() }
    }

    int getPort() {
        server.localPort
    }

    /** Ends the connections here; there, they stand, and nobody reads. */
    void cut() {
        near*.close()
        near.clear()
    }

    private void accept() {
        while (!server.closed) {
            try {
                def here = server.accept()
                if (blocked) {
                    here.close()
                    continue
                }
                def there = new Socket(InetAddress.loopbackAddress, target)
                near << here
                far << there
                Thread.startVirtualThread { carry(here, there, true) }
                Thread.startVirtualThread { carry(there, here, false) }
            } catch (IOException ignored) {
                return // closed
            }
        }
    }

    private void carry(Socket from, Socket to, boolean up) {
        def buffer = new byte[64 << 10]
        def kept = new ByteArrayOutputStream()
        try {
            int length
            while ((length = from.inputStream.read(buffer)) >= 0) {
                if (up && deaf) {
                    unheard += length
                } else {
                    (up && held ? kept : to.outputStream).write(buffer, 0, length)
                }
            }
            if (up && held) {
                kept.writeTo(to.outputStream)
                to.shutdownOutput()
            }
        } catch (IOException ignored) {
            // one side is gone
        }
        if (!up) {
            to.close()
        }
    }

    @Override
    void close() {
        server.close()
        (near + far)*.close()
    }
}
