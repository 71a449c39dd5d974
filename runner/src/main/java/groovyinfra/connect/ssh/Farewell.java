package groovyinfra.connect.ssh;

import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.transport.TransportException;

/** The end of a connection that we need no more. The library logs it as an error. */
public final class Farewell extends TransportException {
    Farewell() {
        super(DisconnectReason.BY_APPLICATION, "Disconnected");
    }
}
