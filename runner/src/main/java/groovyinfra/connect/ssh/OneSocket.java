package groovyinfra.connect.ssh;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Gives out the connection that there is, whatever is asked for: it leads to where it should already. */
final class OneSocket extends SocketFactory {
    private final Socket made;

    OneSocket(Socket made) {
        this.made = made;
    }

    @Override
    public Socket createSocket() {
        return made;
    }

    @Override
    public Socket createSocket(String host, int port) {
        return made;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        return made;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return made;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        return made;
    }
}
